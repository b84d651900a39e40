import { z } from 'zod';
import { pageOf } from '#contracts/http/answer';
import { storableText } from '#contracts/inputs';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { answerMessage } from '../chat/answer-message.ts';
import { askModelOf, termsFor } from '../model/consult.ts';
import type { SingleIntent } from '../domain/talk/intents.ts';
import { listMessages } from '../store/messages.ts';
import { once, sendAnswer } from './in-turn.ts';
import { actionAnswer, showActions } from './task-answer.ts';
import { asReader, asWriter, bearer, idempotencyHeaders } from './user-route.ts';

const choice = z.object({ label: z.string(), message: z.string().describe('send this as the next message') });

const message = z.object({
  id: z.uuid(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  actions: z.array(actionAnswer),
  choices: z.array(choice),
  created_at: z.string(),
  correlation_id: z.string().nullable().describe('the request that it was part of: what that led to is at /trail/{correlation_id}, for administrators'),
});

/** POST /chat: says something to the chatbot. */
export const postChat = (app: Server, deps: Deps): void => {
  app.post(
    '/chat',
    {
      ...asWriter(deps),
      schema: {
        summary: 'Talk to the chatbot',
        tags: ['chat'],
        security: bearer,
        headers: idempotencyHeaders,
        body: z.strictObject({ message: storableText.min(1).max(10_000) }),
        response: { 200: z.object({ reply: z.string(), actions: z.array(actionAnswer), choices: z.array(choice), correlation_id: message.shape.correlation_id.optional() }) },
      },
    },
    async (request, reply) => {
      const { message } = request.body;
      const answer = (proposed?: SingleIntent[] | null) =>
        once(deps, request, 'chat', async (work) => {
          const said = await answerMessage(work, message, { ...deps, model: await termsFor(deps, work, proposed) });
          if (said === null) return null;
          return { status: 200, headers: {}, body: { ...said, actions: showActions(said.actions, work.now), correlation_id: work.origin.correlationid } };
        });
      // The model is asked between two turns: nobody's lock is held while it thinks.
      return sendAnswer(reply, (await answer()) ?? (await answer(await askModelOf(deps, request.user.id, message)))!);
    },
  );
};

/** GET /chat: the conversation so far, newest first. */
export const getChat = (app: Server, deps: Deps): void => {
  app.get(
    '/chat',
    {
      ...asReader(deps),
      schema: {
        summary: 'The conversation so far',
        tags: ['chat'],
        security: bearer,
        querystring: z.strictObject({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
        response: { 200: pageOf(message) },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const { items, last } = await listMessages(deps.database, request.user.id, { cursor, limit });
      return { items, next_cursor: last?.id ?? null };
    },
  );
};
