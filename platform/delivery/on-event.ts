import type { Event, EventDefinition } from '#contracts/define-event';
import type { Transaction } from '../db/database.ts';
import type { Logger } from '../logger.ts';

/** What became of an event in its handler: done, or stale because something newer has already been applied. */
export type Outcome = 'done' | 'stale';

/** What a handler gets beside its event: the transaction that remembers the event, and a logger that names it. */
export interface EventContext {
  tx: Transaction;
  log: Logger;
}

/** One event type and what a service does with it. */
export interface Handler {
  readonly definition: EventDefinition;
  /** Handles events of this type in order, inside one transaction; one outcome an event. */
  handle(events: readonly Event<EventDefinition>[], context: EventContext): Promise<Outcome[]>;
}

/**
 * Declares what a service does with one event. Parsing, validation, the inbox and the transaction are the platform's,
 * so no handler can forget them; returning nothing means done.
 */
export const onEvent = <E extends EventDefinition>(
  definition: E,
  handle: (event: Event<E>, context: EventContext) => Promise<Outcome | void>,
): Handler => ({
  definition,
  handle: async (events, { tx, log }) => {
    const outcomes: Outcome[] = [];
    for (const event of events) {
      outcomes.push((await handle(event as Event<E>, { tx, log: log.child({ event_id: event.id, type: event.type }) })) ?? 'done');
    }
    return outcomes;
  },
});

/** {@link onEvent} for a handler whose writes pay when made together: it gets all events of a batch, in order. */
export const onEvents = <E extends EventDefinition>(
  definition: E,
  handle: (events: readonly Event<E>[], context: EventContext) => Promise<Outcome[] | void>,
): Handler => ({
  definition,
  handle: async (events, context) =>
    (await handle(events as readonly Event<E>[], context)) ?? events.map(() => 'done' as const),
});
