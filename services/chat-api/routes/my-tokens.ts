import { z } from 'zod';
import { auditRecorded } from '#contracts/events/index';
import { assistantPrefix } from '#platform/http/auth';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import { digestOf, newSecret } from '../auth/browser-secret.ts';
import type { Deps } from '../context.ts';
import type { Work } from '../commit-change.ts';
import { endToken, insertToken, listTokens, mostTokens } from '../store/access-tokens.ts';
import { inTurn, originOf } from './in-turn.ts';
import { nameInput } from './session.ts';
import { asUser, bearer } from './user-route.ts';

const tags = ['users'];
const scope = z.enum(['read', 'write']);
const dayMs = 86_400_000;

const shown = z.object({
  id: z.uuid(),
  name: z.string(),
  scope: scope.describe('read: tasks and conversation; write: changes to them too, never to the account'),
  created_at: z.date(),
  used_at: z.date().nullable().describe('to the minute'),
  expires_at: z.date(),
});

/** GET /me/tokens: the tokens of my assistants. */
export const getMyTokens = (app: Server, deps: Deps): void => {
  app.get(
    '/me/tokens',
    { ...asUser(deps), schema: { summary: 'The tokens of my assistants', tags, security: bearer, response: { 200: z.object({ items: z.array(shown), next_cursor: z.null() }) } } },
    async ({ user }) => ({ items: await listTokens(deps.database, user.id, deps.now()), next_cursor: null }),
  );
};

const recordToken = ({ tx, user, origin }: Work, operation: 'token.created' | 'token.ended', token: { name: string; scope: string }): void => {
  tx.emit(auditRecorded, {
    key: user.id, channel: 'api', correlationid: origin.correlationid,
    data: { actor: user.id, operation, source: 'api', task_id: null, before: null, after: { name: token.name, scope: token.scope } },
  });
};

const newToken = z.strictObject({
  name: nameInput.max(100).describe('of the assistant'),
  scope,
  expires_in_days: z.int().min(1).max(365).default(90),
});

/** POST /me/tokens: a token for an assistant; it is shown this once. */
export const postMyToken = (app: Server, deps: Deps): void => {
  app.post(
    '/me/tokens',
    {
      ...asUser(deps),
      schema: {
        summary: 'Make a token for an assistant',
        description: 'Sent as Authorization: Bearer <token>, it works on tasks and conversation, as far as its scope goes. It is shown this once.',
        tags,
        security: bearer,
        body: newToken,
        response: { 201: shown.extend({ token: z.string() }) },
      },
    },
    async (request, reply) => {
      const { name, scope, expires_in_days } = request.body;
      const token = assistantPrefix + newSecret();
      const made = await inTurn(deps, request.user.id, originOf(request, 'api'), async (work) => {
        const { tx, user, now } = work;
        const expires_at = new Date(Date.parse(now) + expires_in_days * dayMs).toISOString();
        const added = await insertToken(tx, { id: deps.newId(), user_id: user.id, digest: digestOf(token), name, scope, now, expires_at });
        if (added === null) throw new Problem(409, 'You have as many tokens as are allowed', { detail: `remove one of the ${mostTokens} first` });
        recordToken(work, 'token.created', added);
        return added;
      });
      return reply.code(201).header('cache-control', 'no-store').send({ ...made, token });
    },
  );
};

/** DELETE /me/tokens/{id}: that assistant is out, at once. */
export const deleteMyToken = (app: Server, deps: Deps): void => {
  app.delete(
    '/me/tokens/:id',
    { ...asUser(deps), schema: { summary: 'End a token of an assistant', tags, security: bearer, params: z.strictObject({ id: z.uuid() }), response: { 204: z.null() } } },
    async (request, reply) => {
      await inTurn(deps, request.user.id, originOf(request, 'api'), async (work) => {
        const ended = await endToken(work.tx, work.user.id, request.params.id);
        if (ended === null) throw new Problem(404, 'There is no such token');
        recordToken(work, 'token.ended', ended);
      });
      return reply.code(204).send(null);
    },
  );
};
