import type { Event, EventDefinition } from '#contracts/define-event';
import type { Transaction } from '../db/database.ts';
import type { Logger } from '../logger.ts';

/** The outcome of a handler: done, or stale because something newer has already been applied. */
export type Outcome = 'done' | 'stale';

/**
 * What a handler gets besides its event: the transaction that remembers the event, and a
 * logger that names it if there is only one.
 */
export interface EventContext {
  tx: Transaction;
  log: Logger;
}

/**
 * Works on events of a batch, in order, inside one transaction; returns one outcome an
 * event, or nothing if all are done.
 */
export type Work<Item> = (items: readonly Item[], context: EventContext) => Promise<readonly Outcome[] | void>;

/** An event type and what a service does with it. */
export interface Handler {
  readonly definition: EventDefinition;
  /** What the work receives for an event. */
  read(event: Event<EventDefinition>): unknown;
  /**
   * Handlers may share one: their consecutive events are handed to it together, whatever
   * their types.
   */
  readonly work: Work<unknown>;
}

/**
 * Declares what a service does with one event type whose work it shares with other types;
 * `read` turns an event into what the work receives.
 */
export const onEventAs = <E extends EventDefinition, Item>(definition: E, read: (event: Event<E>) => Item, work: Work<Item>): Handler => ({
  definition,
  read: read as Handler['read'],
  work: work as Work<unknown>,
});

/**
 * Declares what a service does with the events of one type when their writes are cheaper
 * together: it gets those of a batch at once.
 */
export const onEvents = <E extends EventDefinition>(definition: E, work: Work<Event<E>>): Handler => onEventAs(definition, (event) => event, work);

/**
 * Declares what a service does with one event. The platform does the parsing, the
 * validation, the inbox and the transaction, so no handler can forget them; returning
 * nothing means done.
 */
export const onEvent = <E extends EventDefinition>(
  definition: E,
  handle: (event: Event<E>, context: EventContext) => Promise<Outcome | void>,
): Handler =>
  onEvents(definition, async (events, { tx, log }) => {
    const outcomes: Outcome[] = [];
    for (const event of events) {
      outcomes.push((await handle(event, { tx, log: log.child({ event_id: event.id, type: event.type }) })) ?? 'done');
    }
    return outcomes;
  });

/**
 * Declares that an older version of an event is handled as the newer one that says the
 * same: `upgrade` puts its data as that has it.
 */
export const asNewer = <E extends EventDefinition>(older: E, upgrade: (data: Event<E>['data']) => unknown, { definition, read, work }: Handler): Handler =>
  onEventAs(older, (event) => read({ ...event, type: definition.type, data: upgrade(event.data) }), work);
