import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { describeAct } from '../domain/undo/act-words.ts';
import type { Direction } from '../domain/undo/turn-deeds.ts';
import { findAct, findNextActs, undoLimits, type Act } from '../store/acts.ts';
import { turnAct } from '../undo/turn-act.ts';
import { once, sendAnswer } from './in-turn.ts';
import { actionAnswer, showActions } from './task-answer.ts';
import { asReader, asWriter, bearer, idempotencyHeaders } from './user-route.ts';

const act = z.object({
  id: z.uuid(),
  text: z.string().describe('what it did, in words: Completed “milk”'),
  channel: z.string().describe('chat or api'),
  created_at: z.string(),
  tasks: z.array(z.object({ task_id: z.uuid(), title: z.string(), type: z.string().describe('what it did to the task, such as task.completed') })),
});

const next = {
  undo: act.nullable().describe('what the next undo would take back'),
  redo: act.nullable().describe('what the next redo would do again'),
};

const shownAct = ({ id, channel, created_at, deeds }: Act): z.infer<typeof act> => ({
  id,
  text: describeAct(deeds),
  channel,
  created_at,
  tasks: deeds.map(({ task_id, title, type }) => ({ task_id, title, type })),
});

const shown = ({ undo, redo }: Record<Direction, Act | null>): Record<Direction, z.infer<typeof act> | null> => ({
  undo: undo === null ? null : shownAct(undo),
  redo: redo === null ? null : shownAct(redo),
});

/** GET /undo: what can be taken back, and what can be done again. */
export const getUndo = (app: Server, deps: Deps): void => {
  app.get(
    '/undo',
    {
      ...asReader(deps),
      schema: {
        summary: 'What the next undo would take back',
        description: `One act each, by whatever way it was done and however many tasks it touched: ${undoLimits.acts} acts of the last ${undoLimits.days} days.`,
        tags: ['undo'],
        security: bearer,
        response: { 200: z.object(next) },
      },
    },
    async (request) => shown(await findNextActs(deps.database, request.user.id, deps.now())),
  );
};

const noSuchAct = (): Problem =>
  new Problem(404, 'There is no such act', { detail: `${undoLimits.acts} acts of the last ${undoLimits.days} days are kept: read GET /undo` });

const addVerb = (app: Server, deps: Deps, direction: Direction): void => {
  app.post(
    `/${direction}`,
    {
      ...asWriter(deps),
      schema: {
        summary: direction === 'undo' ? 'Take an act back' : 'Do an act again that was taken back',
        description: 'All of it or nothing: refused with 409 where one of its tasks has changed since. A deleted task comes back under a new id.',
        tags: ['undo'],
        security: bearer,
        headers: idempotencyHeaders,
        body: z.strictObject({ id: z.uuid().describe('of the act, as GET /undo names it') }),
        response: { 200: z.object({ text: z.string(), actions: z.array(actionAnswer), ...next }) },
      },
    },
    async (request, reply) => {
      const answer = await once(deps, request, 'api', async (work) => {
        const found = await findAct(work.tx, work.user.id, work.now, request.body.id);
        if (found === null) throw noSuchAct();
        const result = await turnAct(work, found, direction, deps.newId);
        if (result.kind === 'refused') throw new Problem(409, `This cannot be ${direction === 'undo' ? 'taken back' : 'done again'}`, { detail: result.reason });
        const actions = showActions(result.actions, work.now);
        return { status: 200, headers: {}, body: { text: result.text, actions, ...shown(await findNextActs(work.tx, work.user.id, work.now)) } };
      });
      return sendAnswer(reply, answer);
    },
  );
};

/** POST /undo. */
export const postUndo = (app: Server, deps: Deps): void => addVerb(app, deps, 'undo');

/** POST /redo. */
export const postRedo = (app: Server, deps: Deps): void => addVerb(app, deps, 'redo');
