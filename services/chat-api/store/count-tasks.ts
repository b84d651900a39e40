import type { Queryable } from '#platform/db/database';
import type { Calendar } from '../domain/calendar.ts';

/** How many tasks of a user there are by when they are due; all but done are open. */
export interface TaskCounts {
  overdue: number;
  today: number;
  tomorrow: number;
  this_week: number;
  later: number;
  no_date: number;
  done: number;
}

/** A day without a time lasts until its end, and is the same day in every zone. */
const isBefore = (date: string, instant: string): string => `case when length(due_local) = 10 then due_local < ${date} else due_date < ${instant} end`;

const sql = `select
    count(*) filter (where bucket = 'overdue') as overdue, count(*) filter (where bucket = 'today') as today,
    count(*) filter (where bucket = 'tomorrow') as tomorrow, count(*) filter (where bucket = 'this_week') as this_week,
    count(*) filter (where bucket = 'later') as later, count(*) filter (where bucket = 'no_date') as no_date,
    count(*) filter (where bucket = 'done') as done
  from (select case
      when status = 'DONE' then 'done'
      when due_date is null then 'no_date'
      when ${isBefore('$3', '$2')} then 'overdue'
      when ${isBefore('$4', '$7')} then 'today'
      when ${isBefore('$5', '$8')} then 'tomorrow'
      when ${isBefore('$6', '$9')} then 'this_week'
      else 'later'
    end as bucket from tasks where user_id = $1) sorted`;

/** Counts a user's tasks by when they are due. */
export const countTasks = async (db: Queryable, user_id: string, calendar: Calendar): Promise<TaskCounts> => {
  const { now, today, tomorrow, after_tomorrow, next_week } = calendar;
  const [counts] = await db.query<TaskCounts>(sql, [
    user_id, now, today, tomorrow.date, after_tomorrow.date, next_week.date, tomorrow.start, after_tomorrow.start, next_week.start,
  ]);
  return counts!;
};
