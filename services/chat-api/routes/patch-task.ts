import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { changeTask } from '../domain/change-task.ts';
import { taskPatch } from '../domain/task-input.ts';
import { inTurn, originOf, sendAnswer } from './in-turn.ts';
import { changeTaskInTurn, shownTask, showTask, taskAnswer } from './task-answer.ts';
import { asWriter, bearer, ifMatchHeaders, taskParams } from './user-route.ts';

/** PATCH /tasks/{id}. */
export const patchTask = (app: Server, deps: Deps): void => {
  app.patch(
    '/tasks/:id',
    {
      ...asWriter(deps),
      schema: {
        summary: 'Change a task',
        description: 'Only what is sent changes. due_local and due_date move together.',
        tags: ['tasks'],
        security: bearer,
        params: taskParams,
        headers: ifMatchHeaders,
        body: taskPatch,
        response: { 200: shownTask },
      },
    },
    async (request, reply) => {
      const { params, body, headers } = request;
      const changed = await inTurn(deps, request.user.id, originOf(request, 'api'), (work) =>
        changeTaskInTurn(work, params.id, (found) => changeTask(found, body, { now: work.now, series_id: deps.newId() }), headers['if-match']),
      );
      return sendAnswer(reply, taskAnswer(showTask(changed, deps.now())));
    },
  );
};
