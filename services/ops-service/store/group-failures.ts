import type { z } from 'zod';
import type { failureGroup } from '#contracts/http/ops/failures';
import type { Queryable } from '#platform/db/database';
import { plannedAnew } from '#platform/db/statements';
import { asksOfLetter, toSql, type FailureFilter } from './failure-filter.ts';

/** Failures of the same kind. */
export type FailureGroup = z.output<typeof failureGroup>;

/** Where a page ended: the last group's newest failure in ms and its fingerprint. */
export interface GroupCursor {
  at: number;
  group: string;
}

const letters = 'join dead_letters d on d.id = f.dead_letter_id';

/**
 * The groups of failures that match, the one that failed last first, after a page if
 * given. They are counted in an index alone, unless the filter has conditions on the
 * events, and one failure is read for each group on the page: of 100,000, that takes 40
 * ms instead of more than a second.
 */
export const groupFailures = (db: Queryable, filter: FailureFilter, after: GroupCursor | undefined, limit: number): Promise<FailureGroup[]> => {
  const { where, values } = toSql(filter);
  const n = values.length;
  const beyond = after === undefined ? '' : `having (max(f.last_failed_at), f.fingerprint) < ($${n + 1}, $${n + 2})`;
  return db.query<FailureGroup>(
    `${plannedAnew}with counted as (
       select f.fingerprint, count(*) as count, count(*) filter (where f.state in ('open', 'replaying')) as open,
         min(f.first_failed_at) as first_seen, max(f.last_failed_at) as last_seen
       from failures f ${asksOfLetter(filter) ? letters : ''}
       where ${where} group by f.fingerprint ${beyond} order by last_seen desc, f.fingerprint desc limit ${limit})
     select c.fingerprint as "group", newest.*, c.count, c.open, c.first_seen, c.last_seen
     from counted c cross join lateral (
       select nullif(f.consumer, '') as consumer, d.event_type, f.reason, f.error_class, coalesce(f.message, f.explanation) as message
       from failures f ${letters}
       where f.fingerprint = c.fingerprint and f.last_failed_at = c.last_seen and ${where} order by f.id desc limit 1) newest
     order by c.last_seen desc, c.fingerprint desc`,
    [...values, ...(after === undefined ? [] : [new Date(after.at), after.group])],
  );
};
