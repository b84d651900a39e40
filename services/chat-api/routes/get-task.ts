import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { findTask } from '../store/tasks.ts';
import { sendAnswer } from './in-turn.ts';
import { noSuchTask, shownTask, showTask, taskAnswer } from './task-answer.ts';
import { asReader, bearer, taskParams } from './user-route.ts';

/** GET /tasks/{id}. */
export const getTask = (app: Server, deps: Deps): void => {
  app.get(
    '/tasks/:id',
    { ...asReader(deps), schema: { summary: 'A task', tags: ['tasks'], security: bearer, params: taskParams, response: { 200: shownTask } } },
    async (request, reply) => {
      const found = await findTask(deps.database, request.user.id, request.params.id);
      if (found === null) throw noSuchTask();
      return sendAnswer(reply, taskAnswer(showTask(found, deps.now())));
    },
  );
};
