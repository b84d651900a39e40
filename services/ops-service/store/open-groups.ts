import type { Queryable } from '#platform/db/database';
import type { OpenGroup } from '../domain/alert-facts.ts';
import { groupFailures } from './group-failures.ts';

/** The most groups that are read; an alert names ten. */
const most = 1_000;

/**
 * Failures that nobody has dealt with, by group; those being replayed still count. What
 * differs within a group is taken from its latest.
 */
export const listOpenGroups = async (db: Queryable): Promise<OpenGroup[]> =>
  (await groupFailures(db, { states: ['open', 'replaying'] }, undefined, most)).map(({ group, consumer, event_type, reason, message, count, first_seen, last_seen }) => ({
    fingerprint: group, consumer: consumer ?? '', event_type, reason, message: message.slice(0, 500), count, first_failed_at: first_seen, last_failed_at: last_seen,
  }));

/** How many failures nobody has dealt with, by consumer. */
export const countOpenByConsumer = async (db: Queryable): Promise<Map<string, number>> => {
  const rows = await db.query<{ consumer: string; count: number }>(`select consumer, count(*) as count from failures where state in ('open', 'replaying') group by consumer`);
  return new Map(rows.map(({ consumer, count }) => [consumer, count]));
};

/** The number of open failures, by the labels of the metrics. */
export const countOpen = (db: Queryable): Promise<{ consumer: string; event_type: string; reason: string; count: number }[]> =>
  db.query(
    `select f.consumer, coalesce(d.event_type, 'unknown') as event_type, f.reason, count(*) as count
     from failures f join dead_letters d on d.id = f.dead_letter_id
     where f.state = 'open' group by 1, 2, 3`,
  );
