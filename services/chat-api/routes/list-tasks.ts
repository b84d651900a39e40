import { z } from 'zod';
import { instantInput, storableText } from '#contracts/inputs';
import { taskPriority, taskStatus } from '#contracts/task';
import { taskLimits } from '#contracts/task-limits';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { cursorFormat, isCursorOf, listTasks, taskOrders } from '../store/list-tasks.ts';
import { badFields, shownTask, showTask } from './task-answer.ts';
import { asReader, bearer } from './user-route.ts';

const several = <T extends z.ZodType>(item: T) => z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).max(50).optional());

const query = z.strictObject({
  status: several(taskStatus).describe('may be repeated: any of these'),
  priority: taskPriority.optional(),
  tag: several(storableText.min(1).max(taskLimits.tag)).describe('may be repeated: all of these, in any case'),
  q: storableText.min(1).max(200).optional().describe('part of the title, the description or a tag'),
  due_after: instantInput.optional().describe('inclusive'),
  due_before: instantInput.optional().describe('exclusive'),
  sort: z.enum(taskOrders).default('created').describe('created: the newest first; due: the earliest first, tasks without a date last; priority: the highest first'),
  cursor: z.string().max(100).regex(cursorFormat).optional().describe('next_cursor of the page before, in the same order'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** GET /tasks: my tasks, in the order asked for. */
export const getTasks = (app: Server, deps: Deps): void => {
  app.get(
    '/tasks',
    {
      ...asReader(deps),
      schema: {
        summary: 'My tasks',
        tags: ['tasks'],
        security: bearer,
        querystring: query,
        response: { 200: z.object({ items: z.array(shownTask), next_cursor: z.string().nullable(), user_seq: z.int() }) },
      },
    },
    async (request) => {
      const { tag: tags, limit, sort: order, cursor, ...filter } = request.query;
      if (cursor !== undefined && !isCursorOf(order, cursor)) throw badFields([{ field: 'cursor', message: 'is no next_cursor of a list in this order: begin again without it' }]);
      const read = () => listTasks(deps.database, request.user.id, { ...filter, tags }, { limit, order, cursor });
      const page = await (filter.q === undefined ? read() : deps.searches(read));
      if (page === null) throw new Problem(401, 'A valid token is needed', { detail: 'its user does not exist any more' });
      const now = deps.now();
      return { ...page, items: page.items.map((task) => showTask(task, now)) };
    },
  );
};
