import { z } from 'zod';
import { dueLocal, task, type Task } from '#contracts/task';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { createNextInstance } from '../domain/create-task.ts';
import { isDueLocal } from '../domain/due.ts';
import { nextDueLocal } from '../domain/next-occurrence.ts';
import { commitChange, type Work } from '../commit-change.ts';
import { claimOccurrence, findOccurrence } from '../store/occurrences.ts';
import { findOwner, findTask, lockTask } from '../store/tasks.ts';
import { inTurn } from './in-turn.ts';

const body = z.strictObject({
  occurrence_index: z.int().min(1).describe('of the instance to make: one more than that of the task'),
  due_local: dueLocal.refine(isDueLocal).optional().describe('when it is due; left out, the rule of the task says so'),
  completed_at: z.iso.datetime().optional().describe('of the completion that this follows from: nothing is made where the task is open again, or was finished anew'),
});

const answer = z.object({ created: z.boolean(), task: task.nullable().describe('null where the series has ended, or the instance was deleted') });

const gone = (): Problem => new Problem(404, 'There is no such task');

const existing = async ({ tx, user }: Work, series_id: string, index: number): Promise<z.infer<typeof answer> | null> => {
  const id = await findOccurrence(tx, series_id, index);
  return id === null ? null : { created: false, task: await findTask(tx, user.id, id) };
};

/** It may be open again by now, or done by a later completion, which asks for itself. */
const isDoneBy = ({ completed_at }: Task, wanted: string | undefined): boolean =>
  completed_at !== null && (wanted === undefined || Date.parse(wanted) === Date.parse(completed_at));

const makeNext = async (work: Work, previous: Task, wish: z.infer<typeof body>, id: string): Promise<z.infer<typeof answer>> => {
  const { series_id } = previous;
  if (series_id === null || wish.occurrence_index !== previous.occurrence_index + 1) return { created: false, task: null };
  const made = await existing(work, series_id, wish.occurrence_index);
  if (made !== null) return made;
  if (!isDoneBy(previous, wish.completed_at)) return { created: false, task: null };
  const due_local = wish.due_local ?? nextDueLocal(previous, work.now);
  if (due_local === null) return { created: false, task: null };
  const decision = createNextInstance(previous, due_local, { id, now: work.now });
  await claimOccurrence(work.tx, decision.task, previous.completed_at);
  commitChange(work, null, decision);
  return { created: true, task: decision.task };
};

/**
 * POST /internal/tasks/{id}/next: creates the next instance of a series exactly once,
 * however often it is requested.
 */
export const postNext = (app: Server, deps: Deps): void => {
  app.post(
    '/internal/tasks/:id/next',
    { schema: { hide: true, params: z.strictObject({ id: z.uuid() }), body, response: { 200: answer, 201: answer } } },
    async (request, reply) => {
      const { id } = request.params;
      const owner = await findOwner(deps.database, id);
      if (owner === null) throw gone();
      const caller = String(request.headers['dapr-caller-app-id'] ?? 'recurring-service');
      const origin = { channel: 'system', correlationid: request.id, actor: `/${caller}` } as const;
      const result = await inTurn(deps, owner, origin, async (work) => {
        const previous = await lockTask(work.tx, owner, id);
        if (previous === null) throw gone();
        return makeNext(work, previous, request.body, deps.newId());
      });
      return reply.code(result.created ? 201 : 200).send(result);
    },
  );
};
