import { randomBytes } from 'node:crypto';
import type { Queryable } from '#platform/db/database';
import { writeMail, type MailFacts } from '../domain/mail.ts';
import type { MailActs } from '../mail-acts.ts';
import type { Claim } from '../store/dispatches.ts';
import { countMailsOfDay } from '../store/mails-of-day.ts';
import { tokenFor } from '../store/unsubscribe-tokens.ts';
import type { FindUser } from '../users.ts';
import { openMailServer, type MailServerOptions } from './mail-server.ts';
import type { Sender } from './sender.ts';

/** What it takes to send mails. */
export interface MailOptions extends MailServerOptions {
  database: Queryable;
  findUser: FindUser;
  mailActs: MailActs;
  from: string;
  publicUrl: string;
  /** The most notifications that one address gets by mail in a day. */
  perDay: number;
}

const actTokens = async ({ mailActs }: MailOptions, { user_id, kind, notification_id, task_ids: [task_id] }: Claim): Promise<MailFacts['act_tokens']> => {
  if (kind === 'digest' || task_id === undefined) return null;
  const act = { user_id, notification_id, task_id };
  const [done, snooze] = await Promise.all([mailActs.sign({ ...act, act: 'done' }), mailActs.sign({ ...act, act: 'snooze' })]);
  return { done, snooze };
};

/** Sends notifications as mails, by SMTP. */
export const createMailSender = (options: MailOptions): { send: Sender; close(): void } => {
  const { database, findUser, from, publicUrl, perDay, timeoutMs } = options;
  const server = openMailServer(options);
  return {
    close: server.close,
    send: async (claim, content) => {
      const { user_id, kind, channel, notification_id } = claim;
      const user = await findUser(user_id);
      if (user === null) return { kind: 'failed', reason: 'the user does not exist any more' };
      if (!user.confirmed) return { kind: 'dropped', reason: 'the address is not confirmed' };
      if ((await countMailsOfDay(database, user_id, perDay)) >= perDay) return { kind: 'dropped', reason: `the address got ${perDay} mails within a day` };
      const unsubscribe_token = await tokenFor(database, { user_id, kind, channel }, randomBytes(32).toString('base64url'));
      const to = { address: user.email, name: user.name, time_zone: user.time_zone };
      const mail = writeMail(content, { notification_id, kind, to, from, public_url: publicUrl, unsubscribe_token, act_tokens: await actTokens(options, claim) });
      const taken = await server.send(mail, 2 * timeoutMs);
      if (taken.kind === 'taken') return { kind: 'delivered' };
      return taken.kind === 'never' ? { kind: 'failed', reason: taken.reason } : { kind: 'later', reason: taken.reason, counts: true };
    },
  };
};
