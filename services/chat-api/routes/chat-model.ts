import { z } from 'zod';
import { chatModelStanding, type ChatModelStanding } from '#contracts/http/chat-model';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import { decideOnModel, whatIsSent } from '../chat/model-consent.ts';
import type { Deps } from '../context.ts';
import { findConsent } from '../store/model-consents.ts';
import { findTokens } from '../store/model-use.ts';
import { inTurn, originOf } from './in-turn.ts';
import { asUser, bearer } from './user-route.ts';

const none: ChatModelStanding = { recipient: null, sends: null, when: null, agreed: false, tokens_today: 0, tokens_a_day: 0 };

const standingOf = async ({ database, model, now }: Deps, user_id: string): Promise<ChatModelStanding> => {
  if (model === undefined) return none;
  const { recipient, when, tokensPerDay } = model;
  const consent = await findConsent(database, user_id, recipient);
  return { recipient, sends: whatIsSent(recipient), when, agreed: consent === 'agreed', tokens_today: await findTokens(database, { user_id, now: now() }), tokens_a_day: tokensPerDay };
};

const tags = ['chat'];

/** GET /me/chat-model: whether a language model may read what I write. */
export const getChatModel = (app: Server, deps: Deps): void => {
  app.get(
    '/me/chat-model',
    { ...asUser(deps), schema: { summary: 'Whether a language model may read what I write', tags, security: bearer, response: { 200: chatModelStanding } } },
    async ({ user }) => standingOf(deps, user.id),
  );
};

/** PUT /me/chat-model: allows it, or no longer. */
export const putChatModel = (app: Server, deps: Deps): void => {
  app.put(
    '/me/chat-model',
    { ...asUser(deps), schema: { summary: 'Let a language model read what I write, or not any more', tags, security: bearer, body: z.strictObject({ agreed: z.boolean() }), response: { 200: chatModelStanding } } },
    async (request) => {
      const { model } = deps;
      if (model === undefined) throw new Problem(409, 'There is no language model here', { detail: 'nothing that you write leaves this system' });
      await inTurn(deps, request.user.id, originOf(request, 'api'), (work) => decideOnModel(work, model.recipient, request.body.agreed));
      return standingOf(deps, request.user.id);
    },
  );
};
