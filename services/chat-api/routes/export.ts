import { Readable } from 'node:stream';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { writeExport } from '../export/write-export.ts';
import { listTokens } from '../store/access-tokens.ts';
import { findDecision } from '../store/model-consents.ts';
import { listSessions } from '../store/sessions.ts';
import { findProfile } from '../store/users.ts';
import { asSeen, profile } from './session.ts';
import { asUser, bearer } from './user-route.ts';

/** GET /me/export: everything of mine, as one JSON file. */
export const getMyExport = (app: Server, deps: Deps): void => {
  const { database } = deps;
  app.get(
    '/me/export',
    {
      ...asUser(deps),
      schema: {
        summary: 'Everything of mine, as a file',
        description: 'One JSON object: profile, sessions and tokens without their secrets, what was agreed about a language model, notifications, tasks, the conversation, and what can be undone. It is sent as it is read, and ends when the client leaves.',
        tags: ['users'],
        security: bearer,
      },
    },
    async ({ user: { id } }, reply) => {
      const now = deps.now();
      const user = await findProfile(database, id);
      if (user === null) throw new Problem(404, 'This user does not exist any more');
      const head = {
        exported_at: now,
        profile: profile.parse(asSeen(deps, user)),
        sessions: await listSessions(database, id, now),
        tokens: await listTokens(database, id, now),
        language_model: await findDecision(database, id),
        notifications: await deps.askNotices(id),
      };
      return reply
        .type('application/json; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="todo.json"')
        .send(Readable.from(writeExport(database, id, head)));
    },
  );
};
