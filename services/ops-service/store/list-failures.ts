import type { z } from 'zod';
import type { failure } from '#contracts/http/ops/failures';
import type { Queryable } from '#platform/db/database';
import { plannedAnew } from '#platform/db/statements';
import { toSql, type FailureFilter } from './failure-filter.ts';

/** A failure with what is known about its event. */
export type ListedFailure = z.output<typeof failure>;

/** The columns of a {@link ListedFailure}, of failures f and dead_letters d. */
export const listedColumns = `f.id, f.dead_letter_id, nullif(f.consumer, '') as consumer, f.reason, f.explanation, f.error_class, f.message,
  d.event_type, d.event_id, d.user_id, d.task_id, d.topic, d.partition, d."offset"::text, f.attempts, f.first_failed_at, f.last_failed_at,
  f.state, f.fingerprint as "group"`;

/** Where a page ended: the last failure's instant in ms and its id. */
export interface FailureCursor {
  at: number;
  id: string;
}

/** Failures that match, the newest first, after a page if given. */
export const listFailures = (db: Queryable, filter: FailureFilter, after: FailureCursor | undefined, limit: number): Promise<ListedFailure[]> => {
  const { where, values } = toSql(filter);
  const n = values.length;
  const beyond = after === undefined ? '' : `and (f.last_failed_at, f.id) < ($${n + 1}, $${n + 2})`;
  return db.query<ListedFailure>(
    `${plannedAnew}select ${listedColumns} from failures f join dead_letters d on d.id = f.dead_letter_id
     where ${where} ${beyond} order by f.last_failed_at desc, f.id desc limit ${limit}`,
    [...values, ...(after === undefined ? [] : [new Date(after.at), after.id])],
  );
};
