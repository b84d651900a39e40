import type { Database } from '#platform/db/database';
import type { Logger } from '#platform/logger';
import type { NotificationConfig } from '../config.ts';
import type { MailActs } from '../mail-acts.ts';
import type { VapidKeys } from '../store/vapid-keys.ts';
import type { FindUser } from '../users.ts';
import { createHosts, type HostLimits } from '../domain/slow-hosts.ts';
import type { AllowedEndpoints } from './public-address.ts';
import { createMailSender } from './send-mail.ts';
import { createPushSender } from './send-push.ts';
import type { WakeChannel } from './request-dispatches.ts';
import { startWorkers, type Workers } from './workers.ts';

/** What the dispatches of all channels share. */
export interface DispatchOptions {
  config: Pick<NotificationConfig, 'SMTP_URL' | 'MAIL_FROM' | 'MAIL_CONNECTIONS' | 'MAILS_PER_DAY' | 'PUBLIC_URL'>;
  database: Database;
  findUser: FindUser;
  mailActs: MailActs;
  log: Logger;
  vapid: VapidKeys;
  allowedEndpoints: AllowedEndpoints;
}

/** The dispatches of this process. */
export interface Dispatch {
  /** Wakes the workers of a channel, if they have started. */
  wake: WakeChannel;
  /** Opens the senders and starts the workers that use them. */
  start(): Pick<Workers, 'stop'>;
}

/** How long a mail server or a push service may stay silent, in ms. */
export const serverTimeoutMs = 10_000;
/**
 * Longer than any sender takes: a mail takes at most twice the server's limit plus the
 * look-up of the profile; browsers are tried side by side, within one limit.
 */
const leaseMs = 30_000;
/**
 * For tries that wait, and for what a dead process left behind; new dispatches of this
 * process wake their lane themselves.
 */
const pollMs = 1_000;

/** Users' browsers choose their push services: some are slow, and some never answer. */
const pushesAtOnce = 30;
const hostLimits: HostLimits = { perHost: 20, slow: 5, slowForMs: 60_000 };

const addressOf = (from: string): string => /<([^>]+)>/.exec(from)?.[1] ?? from;

const startDispatch = ({ config, database, findUser, mailActs, log, vapid, allowedEndpoints }: DispatchOptions): Workers => {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, MAIL_CONNECTIONS: connections, MAILS_PER_DAY: perDay, PUBLIC_URL: publicUrl } = config;
  const mail = createMailSender({ database, findUser, mailActs, smtpUrl, from, publicUrl, perDay, connections, timeoutMs: serverTimeoutMs });
  const subject = `mailto:${addressOf(from)}`;
  const push = createPushSender({ database, vapid: { ...vapid, subject }, allowed: allowedEndpoints, log, timeoutMs: serverTimeoutMs, hosts: createHosts(hostLimits, Date.now) });
  const workers = startWorkers({
    database,
    // Nothing is sent to the page: closing the dispatch writes the row that the page reads.
    senders: { email: mail.send, push: push.send, in_app: async () => ({ kind: 'delivered' }) },
    concurrency: { email: connections, push: pushesAtOnce, in_app: 5 },
    findUser,
    now: Date.now,
    log,
    pollMs,
    leaseMs,
  });
  return {
    wake: workers.wake,
    stop: async () => {
      await workers.stop();
      mail.close();
      push.close();
    },
  };
};

/** The workers of all channels, not yet started. */
export const openDispatch = (options: DispatchOptions): Dispatch => {
  let workers: Workers | undefined;
  return {
    wake: (channel) => workers?.wake(channel),
    start: () => (workers = startDispatch(options)),
  };
};
