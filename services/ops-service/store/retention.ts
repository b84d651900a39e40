import type { Queryable } from '#platform/db/database';
import { inBatches, purgeRows, type Purge } from '#platform/db/purge';

/**
 * How long reports without a dead letter are kept: it may still come, if its topic cannot
 * be written for a while.
 */
const strayReportDays = 30;

const batch = 1_000;

/** Removes reports of tries that were followed by a success. */
export const purgeStrayReports = (db: Queryable): Purge =>
  purgeRows(db, {
    table: 'attempts',
    where: `reported_at < now() - make_interval(days => $1) and not exists (
      select 1 from arrivals v where v.topic = attempts.topic and v.partition = attempts.partition and v."offset" = attempts."offset")`,
    values: [strayReportDays],
    batch,
  });

/**
 * Removes dead letters whose failures have all been handled or archived for this long, with
 * their reports.
 */
export const purgeSettled = (db: Queryable, days: number): Purge => {
  const step = (): Promise<unknown[]> =>
    db.query(
      `with old as (
         select d.id from dead_letters d
         where d.captured_at < now() - make_interval(days => $1)
           and not exists (
             select 1 from failures f where f.dead_letter_id = d.id
               and (f.state in ('open', 'replaying') or f.last_failed_at >= now() - make_interval(days => $1)
                 or f.archived_at >= now() - make_interval(days => $1)
                 or exists (select 1 from replays r where r.failure_id = f.id and r.requested_at >= now() - make_interval(days => $1))))
         limit ${batch}
       ), reports as (
         delete from attempts a using arrivals v
         where v.dead_letter_id in (select id from old) and a.topic = v.topic and a.partition = v.partition and a."offset" = v."offset"
       )
       delete from dead_letters where id in (select id from old) returning 1`,
      [days],
    );
  return (stopping) => inBatches(async () => (await step()).length, { batch, stopping });
};
