import { z } from 'zod';
import { envelope, type Envelope } from './envelope.ts';
import type { Topic } from './topics.ts';

/** One event type: its name, the topic it travels on, and the schema of its data. */
export interface EventDefinition<T extends string = string, D extends z.ZodType = z.ZodType> {
  readonly type: T;
  readonly version: string;
  readonly topic: Topic;
  readonly data: D;
  readonly schema: z.ZodType<EventOf<T, z.infer<D>>>;
}

/** A whole event as producers write it and handlers receive it. */
export type EventOf<T extends string, D> = Omit<Envelope, 'type'> & { type: T; data: D };

/** The event that a definition describes. */
export type Event<E extends EventDefinition> = E extends EventDefinition<infer T, infer D> ? EventOf<T, z.infer<D>> : never;

/**
 * Declares an event type. A compatible change keeps the type; a breaking one gets a new
 * type ending in `.v2`.
 */
export const defineEvent = <const T extends string, D extends z.ZodType>(definition: {
  type: T;
  topic: Topic;
  data: D;
}): EventDefinition<T, D> => ({
  ...definition,
  version: /\.(v\d+)$/.exec(definition.type)?.[1] ?? 'v1',
  schema: envelope.extend({ type: z.literal(definition.type), data: definition.data }) as unknown as z.ZodType<
    EventOf<T, z.infer<D>>
  >,
});
