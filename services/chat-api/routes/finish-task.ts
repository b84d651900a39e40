import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { completeTask, reopenTask } from '../domain/change-task.ts';
import { once, sendAnswer } from './in-turn.ts';
import { changeTaskInTurn, shownTask, showTask, taskAnswer } from './task-answer.ts';
import { asWriter, bearer, idempotencyHeaders, ifMatchHeaders, taskParams } from './user-route.ts';

const addVerb = (app: Server, deps: Deps, path: string, decide: typeof completeTask): void => {
  app.post(
    `/tasks/:id/${path}`,
    {
      ...asWriter(deps),
      schema: {
        summary: path === 'complete' ? 'Finish a task' : 'Take a finished task up again',
        tags: ['tasks'],
        security: bearer,
        params: taskParams,
        headers: idempotencyHeaders.extend(ifMatchHeaders.shape),
        response: { 200: shownTask },
      },
    },
    async (request, reply) => {
      const { params, headers } = request;
      const answer = await once(deps, request, 'api', async (work) => {
        const context = { now: work.now, series_id: deps.newId() };
        const changed = await changeTaskInTurn(work, params.id, (found) => decide(found, context), headers['if-match']);
        return taskAnswer(showTask(changed, work.now));
      });
      return sendAnswer(reply, answer);
    },
  );
};

/** POST /tasks/{id}/complete: finishing a finished task changes nothing. */
export const postComplete = (app: Server, deps: Deps): void => addVerb(app, deps, 'complete', completeTask);

/** POST /tasks/{id}/reopen: the same the other way round. */
export const postReopen = (app: Server, deps: Deps): void => addVerb(app, deps, 'reopen', reopenTask);
