import { z } from 'zod';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { completeTask } from '../domain/change-task.ts';
import { inTurn } from './in-turn.ts';
import { changeTaskInTurn } from './task-answer.ts';

/**
 * POST /internal/completions: a user finishes a task by the link of a mail; an act of
 * theirs like any other, which undo takes back.
 */
export const postInternalComplete = (app: Server, deps: Deps): void => {
  const schema = { hide: true, body: z.strictObject({ user_id: z.uuid(), task_id: z.uuid() }), response: { 200: z.object({ title: z.string() }) } };
  app.post('/internal/completions', { schema }, async ({ body: { user_id, task_id }, id: correlationid }) => {
    const origin = { channel: 'api', correlationid, actor: user_id } as const;
    const { title } = await inTurn(deps, user_id, origin, (work) => changeTaskInTurn(work, task_id, (found) => completeTask(found, { now: work.now, series_id: deps.newId() })));
    return { title };
  });
};
