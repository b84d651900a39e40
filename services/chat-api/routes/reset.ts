import { z } from 'zod';
import { auditRecorded } from '#contracts/events/index';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import { askForMail } from '../auth/ask-for-mail.ts';
import { digestOf } from '../auth/browser-secret.ts';
import { networkOf } from '../auth/network.ts';
import type { Deps } from '../context.ts';
import { endAssistants } from '../store/access-tokens.ts';
import { forgetAttempts } from '../store/login-attempts.ts';
import { takeSecret } from '../store/mailed-secrets.ts';
import { endSessions } from '../store/sessions.ts';
import { confirmAddress, endTokens, setPassword } from '../store/users.ts';
import { emailInput, passwordInput, refuseOwnAddress } from './session.ts';

const tags = ['users'];

/** A secret of a mailed link. */
export const mailedToken = z.string().regex(/^[\w-]{43}$/, 'is not from one of our mails: open the link in the mail again, or ask for a new mail');

/** The answer to an invalid link: used, expired, or never issued. */
export const linkIsOver = (): Problem => new Problem(410, 'This link no longer works', { detail: 'a link works once, and not for long: ask for a new mail' });

/** Refuses a network that requests too many mails. */
export const refuseMoreMails = (seconds: number): void => {
  if (seconds > 0) throw new Problem(429, 'Too many mails were asked for from this network', { detail: `try again in ${Math.ceil(seconds / 60)} minutes`, headers: { 'retry-after': String(seconds) } });
};

/** POST /auth/reset: asks for a mail with which a new password can be chosen. */
export const postReset = (app: Server, deps: Deps): void => {
  app.post(
    '/auth/reset',
    {
      onRequest: app.rateLimit(),
      schema: {
        summary: 'Forgot the password: ask for a mail',
        description: 'The answer is the same whether anybody has the address. The link of the mail works once, for an hour.',
        tags,
        body: z.strictObject({ email: emailInput }),
        response: { 202: z.object({ detail: z.string() }) },
      },
    },
    async ({ body: { email }, ip }, reply) => {
      refuseMoreMails(await deps.database.transaction((tx) => askForMail(tx, deps, { purpose: 'reset', email, ip })));
      deps.errands.wake();
      return reply.code(202).send({ detail: 'If that address has an account, a mail with a link is on its way.' });
    },
  );
};

/**
 * POST /auth/reset/confirm: sets a new password by the secret of a mail, and ends all
 * sessions and assistants' tokens.
 */
export const postResetConfirm = (app: Server, deps: Deps): void => {
  app.post(
    '/auth/reset/confirm',
    {
      onRequest: app.rateLimit(),
      schema: {
        summary: 'Choose a new password',
        description: 'By the token of a mail. It ends all sessions and the tokens of all assistants.',
        tags,
        body: z.strictObject({ token: mailedToken, password: passwordInput }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { token, password } = request.body;
      const password_hash = await deps.passwords.hash(password);
      await deps.database.transaction(async (tx) => {
        const now = deps.now();
        const user_id = await takeSecret(tx, { digest: digestOf(token), purpose: 'reset', now });
        if (user_id === null) throw linkIsOver();
        await setPassword(tx, user_id, password_hash);
        // Reading the mails of an address proves that it is yours.
        await confirmAddress(tx, user_id, now);
        await endSessions(tx, user_id);
        await endAssistants(tx, user_id);
        const { email } = (await endTokens(tx, user_id))!;
        refuseOwnAddress(password, email);
        await forgetAttempts(tx, { email, network: networkOf(request.ip) });
        tx.emit(auditRecorded, {
          key: user_id, channel: 'api', correlationid: request.id,
          data: { actor: user_id, operation: 'password.reset', source: 'api', task_id: null, before: null, after: null },
        });
      });
      return reply.code(204).send(null);
    },
  );
};
