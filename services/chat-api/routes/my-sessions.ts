import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { endSession, endSessions, listSessions } from '../store/sessions.ts';
import { endTokens } from '../store/users.ts';
import { asUser, bearer } from './user-route.ts';

const tags = ['users'];

const shown = z.object({ id: z.uuid(), agent: z.string().nullable().describe('what the browser calls itself'), created_at: z.date(), used_at: z.date() });

/** GET /me/sessions: the browsers that stay signed in. */
export const getMySessions = (app: Server, deps: Deps): void => {
  app.get(
    '/me/sessions',
    { ...asUser(deps), schema: { summary: 'Where I am signed in', tags, security: bearer, response: { 200: z.object({ items: z.array(shown), next_cursor: z.null() }) } } },
    async ({ user }) => ({ items: await listSessions(deps.database, user.id, deps.now()), next_cursor: null }),
  );
};

/**
 * DELETE /me/sessions: signs me out everywhere, or everywhere else; all earlier tokens end,
 * so a session that goes on asks for a new one.
 */
export const deleteMySessions = (app: Server, deps: Deps): void => {
  const querystring = z.strictObject({ except: z.uuid().optional().describe('the session that goes on') });
  app.delete(
    '/me/sessions',
    { ...asUser(deps), schema: { summary: 'Sign me out everywhere else', tags, security: bearer, querystring, response: { 204: z.null() } } },
    async ({ user, query }, reply) => {
      await deps.database.transaction(async (tx) => {
        await endSessions(tx, user.id, query.except ?? null);
        await endTokens(tx, user.id);
      });
      return reply.code(204).send(null);
    },
  );
};

/** DELETE /me/sessions/{id}: signs me out there. */
export const deleteMySession = (app: Server, deps: Deps): void => {
  app.delete(
    '/me/sessions/:id',
    { ...asUser(deps), schema: { summary: 'Sign me out in one browser', tags, security: bearer, params: z.strictObject({ id: z.uuid() }), response: { 204: z.null() } } },
    async ({ user, params }, reply) => {
      await deps.database.transaction(async (tx) => {
        if (!(await endSession(tx, user.id, params.id))) throw new Problem(404, 'There is no such session');
        await endTokens(tx, user.id);
      });
      return reply.code(204).send(null);
    },
  );
};
