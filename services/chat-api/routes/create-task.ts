import { task } from '#contracts/task';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { createTask } from '../domain/create-task.ts';
import { newTask } from '../domain/task-input.ts';
import { commitChange } from '../store/commit-change.ts';
import { once, sendAnswer } from './in-turn.ts';
import { badFields, taskAnswer } from './task-answer.ts';
import { asUser, bearer, idempotencyHeaders } from './user-route.ts';

/** POST /tasks. */
export const postTask = (app: Server, deps: Deps): void => {
  app.post(
    '/tasks',
    {
      ...asUser(deps),
      schema: {
        summary: 'Create a task',
        description: 'Due by due_date (an instant) or by due_local (a local date or date-time in time_zone).',
        tags: ['tasks'],
        security: bearer,
        headers: idempotencyHeaders,
        body: newTask,
        response: { 201: task },
      },
    },
    async (request, reply) => {
      const answer = await once(deps, request, 'api', async (work) => {
        const decision = createTask(request.body, { id: deps.newId(), series_id: deps.newId(), now: work.now, user: work.user });
        if (decision.kind === 'invalid') throw badFields(decision.errors);
        await commitChange(work, null, decision);
        return taskAnswer(decision.task, 201, { location: `/tasks/${decision.task.id}` });
      });
      return sendAnswer(reply, answer);
    },
  );
};
