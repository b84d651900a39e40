import type { Event, EventDefinition } from '#contracts/define-event';
import { contractBroken } from '#contracts/envelope';
import { z } from 'zod';
import type { Handler } from './on-event.ts';

/** A message as the sidecar delivers it: its body and its place in Kafka. */
export interface Delivery {
  body: unknown;
  topic: string;
  partition: number | null;
  offset: string | null;
}

/** A parsed delivery: an event with its handler, or the reason why there is none. */
export type Reading =
  | { kind: 'event'; delivery: Delivery; event: Event<EventDefinition>; handler: Handler }
  | { kind: 'unknown'; delivery: Delivery; type: string }
  | { kind: 'elsewhere'; delivery: Delivery; target: string }
  | { kind: 'broken'; delivery: Delivery; error: ContractBroken };

/** An event that breaks its contract; retrying will not change that. */
export class ContractBroken extends Error {
  override readonly name = 'ContractBroken';
  readonly code = contractBroken;
}

/** The place in Kafka as text, which identifies a delivery. */
export const placeOf = ({ topic, partition, offset }: Delivery): string => `${topic}/${partition ?? '?'}/${offset ?? '?'}`;

const explain = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'event'}: ${message}`).join('; ');

const header = z.object({ type: z.string().min(1), replaytarget: z.string().optional() });

/** Parses a delivery for one consumer; never throws. */
export const readDelivery = (delivery: Delivery, consumer: string, handlers: ReadonlyMap<string, Handler>): Reading => {
  const head = header.safeParse(delivery.body);
  if (!head.success) return { kind: 'broken', delivery, error: new ContractBroken(explain(head.error)) };
  const { type, replaytarget } = head.data;
  if (replaytarget !== undefined && replaytarget !== consumer) return { kind: 'elsewhere', delivery, target: replaytarget };
  const handler = handlers.get(type);
  if (handler === undefined) return { kind: 'unknown', delivery, type };
  const parsed = handler.definition.schema.safeParse(delivery.body);
  if (!parsed.success) return { kind: 'broken', delivery, error: new ContractBroken(explain(parsed.error)) };
  return { kind: 'event', delivery, event: parsed.data as Event<EventDefinition>, handler };
};
