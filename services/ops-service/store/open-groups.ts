import type { Queryable } from '#platform/db/database';
import type { OpenGroup } from '../domain/alert-facts.ts';

const ofLatest = (column: string): string => `(array_agg(${column} order by f.last_failed_at desc, f.id desc))[1]`;

/** Failures that nobody has dealt with, by group; those being replayed still count. What differs within a group is taken from its latest. */
export const listOpenGroups = (db: Queryable): Promise<OpenGroup[]> =>
  db.query<OpenGroup>(
    `select f.fingerprint, ${ofLatest('f.consumer')} as consumer, ${ofLatest('d.event_type')} as event_type, ${ofLatest('f.reason')} as reason,
       ${ofLatest('left(coalesce(f.message, f.explanation), 500)')} as message, count(*) as count, min(f.first_failed_at) as first_failed_at, max(f.last_failed_at) as last_failed_at
     from failures f join dead_letters d on d.id = f.dead_letter_id
     where f.state in ('open', 'replaying') group by f.fingerprint order by max(f.last_failed_at) desc`,
  );

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
