import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { createTask } from '../domain/create-task.ts';
import { newTask } from '../domain/task-input.ts';
import { once, sendAnswer } from './in-turn.ts';
import { makeTaskInTurn, shownTask, showTask, taskAnswer } from './task-answer.ts';
import { asWriter, bearer, idempotencyHeaders } from './user-route.ts';

/** POST /tasks. */
export const postTask = (app: Server, deps: Deps): void => {
  app.post(
    '/tasks',
    {
      ...asWriter(deps),
      schema: {
        summary: 'Create a task',
        description: 'Due by due_date (an instant) or by due_local (a local date or date-time in time_zone).',
        tags: ['tasks'],
        security: bearer,
        headers: idempotencyHeaders,
        body: newTask,
        response: { 201: shownTask },
      },
    },
    async (request, reply) => {
      const answer = await once(deps, request, 'api', async (work) => {
        const context = { id: deps.newId(), series_id: deps.newId(), now: work.now, user: work.user };
        const made = makeTaskInTurn(work, createTask(request.body, context));
        return taskAnswer(showTask(made, work.now), 201, { location: `/tasks/${made.id}` });
      });
      return sendAnswer(reply, answer);
    },
  );
};
