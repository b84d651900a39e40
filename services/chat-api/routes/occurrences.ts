import { z } from 'zod';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { toDueDate } from '../domain/due.ts';
import { upcomingDueLocals } from '../domain/next-occurrence.ts';
import { findTask } from '../store/tasks.ts';
import { noSuchTask } from './task-answer.ts';
import { asReader, bearer, taskParams } from './user-route.ts';

/** GET /tasks/{id}/occurrences: when a recurring task is due next, by its schedule. */
export const getOccurrences = (app: Server, deps: Deps): void => {
  app.get(
    '/tasks/:id/occurrences',
    {
      ...asReader(deps),
      schema: {
        summary: 'The next dates of a recurring task',
        tags: ['tasks'],
        security: bearer,
        params: taskParams,
        querystring: z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(10) }),
        response: { 200: z.object({ items: z.array(z.object({ due_local: z.string(), due_date: z.string() })), next_cursor: z.null() }) },
      },
    },
    async (request) => {
      const task = await findTask(deps.database, request.user.id, request.params.id);
      if (task === null) throw noSuchTask();
      const items = upcomingDueLocals(task, request.query.limit).map((due_local) => ({ due_local, due_date: toDueDate(due_local, task.time_zone) }));
      return { items, next_cursor: null };
    },
  );
};
