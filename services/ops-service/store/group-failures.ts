import type { z } from 'zod';
import type { failureGroup } from '#contracts/http/ops/failures';
import type { Queryable } from '#platform/db/database';
import { plannedAnew } from '#platform/db/statements';
import { toSql, type FailureFilter } from './failure-filter.ts';

/** Failures of the same kind. */
export type FailureGroup = z.output<typeof failureGroup>;

/** Where a page ended: the last group's newest failure in ms and its fingerprint. */
export interface GroupCursor {
  at: number;
  group: string;
}

/** The groups of failures that match, the one that failed last first, after a page if given. */
export const groupFailures = (db: Queryable, filter: FailureFilter, after: GroupCursor | undefined, limit: number): Promise<FailureGroup[]> => {
  const { where, values } = toSql(filter);
  const n = values.length;
  const beyond = after === undefined ? '' : `having (max(f.last_failed_at), f.fingerprint) < ($${n + 1}, $${n + 2})`;
  return db.query<FailureGroup>(
    `${plannedAnew}select f.fingerprint as "group", nullif(max(f.consumer), '') as consumer, max(d.event_type) as event_type, max(f.reason) as reason,
       max(f.error_class) as error_class, (array_agg(coalesce(f.message, f.explanation) order by f.last_failed_at desc))[1] as message,
       count(*) as count, count(*) filter (where f.state in ('open', 'replaying')) as open,
       min(f.first_failed_at) as first_seen, max(f.last_failed_at) as last_seen
     from failures f join dead_letters d on d.id = f.dead_letter_id
     where ${where} group by f.fingerprint ${beyond} order by last_seen desc, f.fingerprint desc limit ${limit}`,
    [...values, ...(after === undefined ? [] : [new Date(after.at), after.group])],
  );
};
