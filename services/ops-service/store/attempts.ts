import type { Queryable } from '#platform/db/database';
import { placeOfAttempt } from '../domain/attempt.ts';
import type { Report } from '../domain/dead-letter.ts';

/** What a consumer reported about one try. */
export interface Attempt {
  report_id: string;
  consumer: string;
  topic: string;
  partition: number | null;
  offset: string | null;
  event_id: string | null;
  event_type: string | null;
  attempt: number;
  outcome: 'failed' | 'handled' | 'duplicate' | 'stale';
  error_class: string | null;
  message: string | null;
  stack: string | null;
  took_ms: number | null;
  build: string;
  /** ISO. */
  reported_at: string;
}

/** Stores a report; a second one of the same id changes nothing. */
export const addAttempt = async (tx: Queryable, attempt: Attempt): Promise<void> => {
  await tx.query(
    `insert into attempts (report_id, consumer, topic, partition, "offset", event_id, event_type, attempt, outcome, error_class, message, stack, build, reported_at, took_ms)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing`,
    [
      attempt.report_id, attempt.consumer, attempt.topic, attempt.partition, attempt.offset, attempt.event_id, attempt.event_type, attempt.attempt,
      attempt.outcome, attempt.error_class, attempt.message, attempt.stack, attempt.build, attempt.reported_at, attempt.took_ms,
    ],
  );
};

/** An attempt as it is stored. */
export type StoredAttempt = Omit<Attempt, 'reported_at'> & { reported_at: Date };

/** A consumer that fails for hours leaves thousands of reports at one place. */
const most = 500;

/**
 * The newest reports about the places of a dead letter, and those about its event without a
 * place; oldest first.
 */
export const listAttempts = async (db: Queryable, dead_letter_id: string): Promise<StoredAttempt[]> =>
  (
    await db.query<StoredAttempt>(
      `select t.report_id, t.consumer, t.topic, t.partition, t."offset"::text, t.event_id, t.event_type, t.attempt, t.outcome, t.error_class,
         t.message, t.stack, t.build, t.took_ms, t.reported_at
       from (
         select * from attempts where (topic, partition, "offset") in (select topic, partition, "offset" from arrivals where dead_letter_id = $1)
         union all
         select a.* from dead_letters d join attempts a on a.event_id = d.event_id where d.id = $1 and (a.partition is null or a."offset" is null)
       ) t order by t.reported_at desc, t.report_id desc limit ${most}`,
      [dead_letter_id],
    )
  ).reverse();

/** Stored reports as the domain knows them. */
export const reportsOf = (attempts: readonly StoredAttempt[]): Report[] =>
  attempts.map((stored) => ({
    consumer: stored.consumer, outcome: stored.outcome, attempt: stored.attempt, error_class: stored.error_class, message: stored.message,
    stack: stored.stack, build: stored.build,
    place: placeOfAttempt(stored),
    at: stored.reported_at.getTime(),
  }));
