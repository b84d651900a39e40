import { randomBytes } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Queryable } from '#platform/db/database';
import { writeMail } from '../domain/mail.ts';
import { tokenFor } from '../store/unsubscribe-tokens.ts';
import type { FindUser } from '../users.ts';
import type { Sender } from './sender.ts';

/** What mails are sent with. */
export interface MailOptions {
  database: Queryable;
  findUser: FindUser;
  smtpUrl: string;
  from: string;
  publicUrl: string;
  /** Connections to the mail server at once. */
  connections: number;
  /** How long the mail server may be silent, in ms. */
  timeoutMs: number;
}

/** A mail server that says 5xx to a recipient or a message will say so again; all else may pass. */
const isFinal = ({ responseCode, command }: { responseCode?: number; command?: string }): boolean =>
  responseCode !== undefined && responseCode >= 500 && ['RCPT TO', 'DATA', 'MAIL FROM'].includes(command ?? '');

/** Sends mails by SMTP. */
export const createMailSender = (options: MailOptions): { send: Sender; close(): void } => {
  const { database, findUser, smtpUrl, from, publicUrl, connections, timeoutMs } = options;
  const transport = createTransport(
    {
      url: smtpUrl, pool: true, maxConnections: connections,
      connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs,
    },
    { disableFileAccess: true, disableUrlAccess: true },
  );
  // What goes wrong with an idle connection shows at the next mail.
  transport.on('error', () => undefined);
  return {
    close: () => transport.close(),
    send: async (claim, content) => {
      const { user_id, kind, channel, notification_id } = claim;
      const user = await findUser(user_id);
      if (user === null) return { kind: 'failed', reason: 'the user does not exist any more' };
      const unsubscribe_token = await tokenFor(database, { user_id, kind, channel }, randomBytes(32).toString('base64url'));
      const to = { address: user.email, name: user.name };
      const mail = writeMail(content, { notification_id, to, from, public_url: publicUrl, unsubscribe_token });
      try {
        await transport.sendMail({ ...mail, signal: AbortSignal.timeout(2 * timeoutMs) });
        return { kind: 'delivered' };
      } catch (error) {
        const reason = `the mail server: ${(error as Error).message}`.replaceAll(user.email, '<address>').slice(0, 500);
        return isFinal(error as object) ? { kind: 'failed', reason } : { kind: 'later', reason, counts: true };
      }
    },
  };
};
