import { z } from 'zod';
import { storableText } from '#contracts/inputs';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { preview } from '../domain/talk/preview.ts';
import { cleanText, longestMessage } from '../domain/talk/text.ts';
import { findConversation } from '../store/conversations.ts';
import { findProfile } from '../store/users.ts';
import { asReader, bearer } from './user-route.ts';

const part = z.object({
  from: z.int().describe('in UTF-16 units of `message` as it is returned'),
  to: z.int().describe('exclusive'),
  text: z.string(),
  kind: z.enum(['title', 'time', 'tag', 'priority', 'command', 'task', 'courtesy', 'quotes', 'punctuation']),
});

/** POST /chat/preview: how a message would be understood; nothing is done. */
export const postChatPreview = (app: Server, deps: Deps): void => {
  app.post(
    '/chat/preview',
    {
      ...asReader(deps),
      schema: {
        summary: 'How a message would be understood',
        description: 'Nothing is done and nothing is stored. Every word is part of the title or of what was understood.',
        tags: ['chat'],
        security: bearer,
        body: z.strictObject({ message: storableText.max(longestMessage) }),
        response: {
          200: z.object({
            message: z.string().describe('in one line and one Unicode form'),
            parts: z.array(part),
            summary: z.string().nullable().describe('what it would do, in words; null where it would ask'),
            question: z.string().nullable(),
            choices: z.array(z.string()),
          }),
        },
      },
    },
    async (request) => {
      const text = cleanText(request.body.message);
      const user = await findProfile(deps.database, request.user.id);
      if (user === null) throw new Problem(401, 'A valid token is needed');
      const { time_zone, date_order } = user;
      const conversation = await findConversation(deps.database, user.id);
      return { message: text, ...preview({ text, conversation, context: { now: deps.now(), time_zone, date_order } }) };
    },
  );
};
