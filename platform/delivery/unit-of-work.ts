import type { Database, Transaction } from '../db/database.ts';
import { rememberEvents } from '../inbox/inbox.ts';

/** Runs the handlers of a batch as one unit: `work` gets the ids that this consumer has not handled yet. */
export type UnitOfWork = <T>(consumer: string, ids: string[], work: (tx: Transaction, fresh: Set<string>) => Promise<T>) => Promise<T>;

/** One transaction for the inbox rows and everything that the handlers write. */
export const transactional = (database: Database): UnitOfWork => (consumer, ids, work) =>
  database.transaction(async (tx) => work(tx, await rememberEvents(tx, consumer, ids)));

const refuse = (): never => {
  throw new Error('this service has no database: its effect has to carry an idempotency key');
};

/** For a service without a database: every delivery is new, so its effect elsewhere carries an idempotency key. */
export const stateless: UnitOfWork = (_consumer, ids, work) => work({ query: refuse, emit: refuse, emitAgain: refuse }, new Set(ids));
