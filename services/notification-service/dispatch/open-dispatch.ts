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
  /** Tells the workers of a channel, if they have started, that there is work. */
  wake: WakeChannel;
  /** Opens the senders and starts the workers that use them. */
  start(): Pick<Workers, 'stop'>;
}

/** How long a mail server or a push service may be silent, in ms. */
export const serverTimeoutMs = 10_000;
/** Longer than any sender takes: a mail at most twice the server's time and that of the user's profile, browsers one time of the server, side by side. */
const leaseMs = 30_000;
/** For tries that wait, and for what a process has left that is gone; what this one adds wakes its lane. */
const pollMs = 1_000;

/** A browser's push service is not ours to choose: some are slow, and some swallow what they are sent. */
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
    // The page needs no sending: closing the dispatch writes the row that it reads.
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
