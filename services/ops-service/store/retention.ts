import type { Queryable } from '#platform/db/database';

/** Reports that belong to no dead letter are kept this long: a dead letter may still come, while its topic cannot be written. */
const strayReportDays = 30;

const atOnce = 1_000;

const repeat = async (step: () => Promise<unknown[]>): Promise<number> => {
  for (let count = 0; ; ) {
    const rows = await step();
    count += rows.length;
    if (rows.length < atOnce) return count;
  }
};

/** Removes reports of tries whose later try worked, in short transactions; returns how many. */
export const forgetStrayReports = (db: Queryable): Promise<number> =>
  repeat(() =>
    db.query(
      `delete from attempts where report_id = any(array(
         select a.report_id from attempts a
         where a.reported_at < now() - make_interval(days => $1)
           and not exists (select 1 from arrivals v where v.topic = a.topic and v.partition = a.partition and v."offset" = a."offset")
         limit ${atOnce}))
       returning 1`,
      [strayReportDays],
    ),
  );

/** Removes dead letters all of whose failures have been handled or archived for so long, with what was said of them; returns how many. */
export const forgetSettled = (db: Queryable, days: number): Promise<number> =>
  repeat(() =>
    db.query(
      `with old as (
         select d.id from dead_letters d
         where d.captured_at < now() - make_interval(days => $1)
           and not exists (
             select 1 from failures f where f.dead_letter_id = d.id
               and (f.state in ('open', 'replaying') or f.last_failed_at >= now() - make_interval(days => $1)
                 or f.archived_at >= now() - make_interval(days => $1)
                 or exists (select 1 from replays r where r.failure_id = f.id and r.requested_at >= now() - make_interval(days => $1))))
         limit ${atOnce}
       ), reports as (
         delete from attempts a using arrivals v
         where v.dead_letter_id in (select id from old) and a.topic = v.topic and a.partition = v.partition and a."offset" = v."offset"
       )
       delete from dead_letters where id in (select id from old) returning 1`,
      [days],
    ),
  );
