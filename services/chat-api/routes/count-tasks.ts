import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { calendarAt } from '../domain/calendar.ts';
import { countTasks } from '../store/count-tasks.ts';
import { findProfile } from '../store/users.ts';
import { asReader, bearer } from './user-route.ts';

const count = z.int();

const counts = z.object({
  overdue: count.describe('a day without a time lasts until its end'),
  today: count.describe('still to come today'),
  tomorrow: count,
  this_week: count.describe('after tomorrow, until the end of Sunday'),
  later: count,
  no_date: count,
  done: count,
});

/** GET /tasks/counts: how many of my tasks are due when, in my time zone. */
export const getCounts = (app: Server, deps: Deps): void => {
  app.get(
    '/tasks/counts',
    { ...asReader(deps), schema: { summary: 'How many of my tasks are due when', tags: ['tasks'], security: bearer, response: { 200: counts } } },
    async (request) => {
      const user = await findProfile(deps.database, request.user.id);
      if (user === null) throw new Problem(401, 'A valid token is needed', { detail: 'its user does not exist any more' });
      return countTasks(deps.database, user.id, calendarAt(deps.now(), user.time_zone));
    },
  );
};
