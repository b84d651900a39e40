import { z } from 'zod';
import { auditRecorded } from '#contracts/events/index';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import { askForMail } from '../auth/ask-for-mail.ts';
import { digestOf } from '../auth/browser-secret.ts';
import type { Deps } from '../context.ts';
import { takeSecret } from '../store/mailed-secrets.ts';
import { confirmAddress, findProfile } from '../store/users.ts';
import { linkIsOver, mailedToken, refuseMoreMails } from './reset.ts';
import { asSeen } from './session.ts';
import { asUser, bearer } from './user-route.ts';

const tags = ['users'];

/** POST /auth/confirm: proves, with the secret of a mail, that an address is one's own. */
export const postConfirm = (app: Server, deps: Deps): void => {
  app.post(
    '/auth/confirm',
    {
      onRequest: app.rateLimit(),
      schema: {
        summary: 'Confirm the address',
        description: 'By the token of the mail that followed the sign-up. Before it, no other mails go to the address.',
        tags,
        body: z.strictObject({ token: mailedToken }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await deps.database.transaction(async (tx) => {
        const now = deps.now();
        const user_id = await takeSecret(tx, { digest: digestOf(request.body.token), purpose: 'confirm', now });
        if (user_id === null) throw linkIsOver();
        await confirmAddress(tx, user_id, now);
        tx.emit(auditRecorded, {
          key: user_id, channel: 'api', correlationid: request.id,
          data: { actor: user_id, operation: 'address.confirmed', source: 'api', task_id: null, before: null, after: null },
        });
      });
      return reply.code(204).send(null);
    },
  );
};

/** POST /me/confirmation: sends the mail that confirms my address once more. */
export const postMyConfirmation = (app: Server, deps: Deps): void => {
  app.post(
    '/me/confirmation',
    { ...asUser(deps), schema: { summary: 'Send the mail again that confirms my address', tags, security: bearer, response: { 202: z.object({ detail: z.string() }) } } },
    async ({ user, ip }, reply) => {
      const found = await findProfile(deps.database, user.id);
      if (found === null || asSeen(deps, found).confirmed) throw new Problem(409, 'This address is confirmed already');
      refuseMoreMails(await deps.database.transaction((tx) => askForMail(tx, deps, { purpose: 'confirm', email: found.email, ip })));
      deps.errands.wake();
      return reply.code(202).send({ detail: 'The mail is on its way, unless this address got several today: then use the last of those.' });
    },
  );
};
