import { z } from 'zod';
import { taskPriority, taskStatus } from '#contracts/task';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { listTasks } from '../store/list-tasks.ts';
import { shownTask, showTask } from './task-answer.ts';
import { asUser, bearer } from './user-route.ts';

const instant = z.iso.datetime({ offset: true });
const several = <T extends z.ZodType>(item: T) => z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).max(50).optional());

const query = z.strictObject({
  status: several(taskStatus).describe('may be repeated: any of these'),
  priority: taskPriority.optional(),
  tag: several(z.string().min(1).max(64)).describe('may be repeated: all of these, in any case'),
  q: z.string().min(1).max(200).regex(/^[^\0]*$/).optional().describe('part of the title or the description'),
  due_after: instant.optional().describe('inclusive'),
  due_before: instant.optional().describe('exclusive'),
  cursor: z.uuid().optional().describe('next_cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** GET /tasks: my tasks, newest first. */
export const getTasks = (app: Server, deps: Deps): void => {
  app.get(
    '/tasks',
    {
      ...asUser(deps),
      schema: {
        summary: 'My tasks',
        tags: ['tasks'],
        security: bearer,
        querystring: query,
        response: { 200: z.object({ items: z.array(shownTask), next_cursor: z.string().nullable(), user_seq: z.int() }) },
      },
    },
    async (request) => {
      const { tag: tags, limit, ...filter } = request.query;
      const page = await listTasks(deps.database, request.user.id, { ...filter, tags }, { limit });
      if (page === null) throw new Problem(401, 'A valid token is needed', { detail: 'its user does not exist any more' });
      const now = deps.now();
      return { ...page, items: page.items.map((task) => showTask(task, now)) };
    },
  );
};
