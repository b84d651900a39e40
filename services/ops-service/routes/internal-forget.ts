import { z } from 'zod';
import { auditRecorded } from '#contracts/events/index';
import { forgotten } from '#platform/delivery/forgotten';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { forgetUser } from '../store/forget.ts';

/**
 * POST /internal/users/{id}/forget: removes the failed events of a deleted user, with an
 * entry in the audit trail; for chat-api.
 */
export const postForget = (app: Server, { database, log }: Deps): void => {
  app.post(
    '/internal/users/:id/forget',
    { schema: { hide: true, params: z.strictObject({ id: z.uuid() }), body: z.strictObject({ cause: z.uuid() }), response: { 200: z.object({ dead_letters: z.int() }) } } },
    async ({ params: { id: user_id }, body: { cause }, id: correlationid }) => {
      const dead_letters = await database.transaction(async (tx) => {
        tx.emit(auditRecorded, forgotten('ops-service', { id: cause, correlationid, data: { user_id } }));
        return forgetUser(tx, user_id);
      });
      log.info({ user_id, dead_letters }, 'the failed events of a deleted user are removed');
      return { dead_letters };
    },
  );
};
