import { z } from 'zod';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { deleteTask as decideDelete } from '../domain/change-task.ts';
import { inTurn, originOf } from './in-turn.ts';
import { changeTaskInTurn } from './task-answer.ts';
import { asWriter, bearer, ifMatchHeaders, taskParams } from './user-route.ts';

/** DELETE /tasks/{id}. */
export const deleteTask = (app: Server, deps: Deps): void => {
  app.delete(
    '/tasks/:id',
    {
      ...asWriter(deps),
      schema: { summary: 'Delete a task', tags: ['tasks'], security: bearer, params: taskParams, headers: ifMatchHeaders, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { params, headers } = request;
      await inTurn(deps, request.user.id, originOf(request, 'api'), (work) =>
        changeTaskInTurn(work, params.id, (found) => decideDelete(found, work.now), headers['if-match']),
      );
      return reply.code(204).send(null);
    },
  );
};
