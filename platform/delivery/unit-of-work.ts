import type { Database, Transaction } from '../db/database.ts';
import type { TriesInMemory } from '../inbox/failed-tries.ts';
import { factOf, rememberEvents, type Known, type Remembered } from '../inbox/inbox.ts';

/** Runs the handlers of a batch as one unit; `work` gets what the inbox knows about its events. */
export type UnitOfWork = <T>(consumer: string, events: readonly Known[], work: (tx: Transaction, remembered: Remembered) => Promise<T>) => Promise<T>;

/** One transaction for the inbox rows and everything that handlers write. */
export const transactional = (database: Database): UnitOfWork => (consumer, events, work) =>
  database.transaction(async (tx) => work(tx, await rememberEvents(tx, consumer, events)));

const refuse = (): never => {
  throw new Error('this service has no database: its effect has to carry an idempotency key');
};

/**
 * For a service without a database: every delivery counts as new, so its effects elsewhere
 * carry an idempotency key.
 */
export const stateless = (tries: TriesInMemory): UnitOfWork => async (_consumer, events, work) => {
  const ids = events.map(({ id }) => id);
  const nothing = { query: refuse, write: refuse, emit: refuse, emitAgain: refuse, afterCommit: refuse };
  const result = await work(nothing, { fresh: new Set(events.map(factOf)), failed: tries.find(ids) });
  tries.forget(ids);
  return result;
};
