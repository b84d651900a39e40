import type { Database } from '#platform/db/database';
import type { Logger } from '#platform/logger';
import type { Repeated } from '#platform/repeat';
import type { NotificationConfig } from '../config.ts';
import type { VapidKeys } from '../store/vapid-keys.ts';
import type { FindUser } from '../users.ts';
import type { AllowedEndpoints } from './public-address.ts';
import { createMailSender } from './send-mail.ts';
import { createPushSender } from './send-push.ts';
import { startWorkers } from './workers.ts';

/** What deliveries of all channels need. */
export interface DeliveryOptions {
  config: Pick<NotificationConfig, 'SMTP_URL' | 'MAIL_FROM' | 'MAIL_CONNECTIONS' | 'PUBLIC_URL'>;
  database: Database;
  findUser: FindUser;
  log: Logger;
  vapid: VapidKeys;
  allowedEndpoints: AllowedEndpoints;
}

/** The deliveries of this process. */
export interface Delivery {
  /** Tells its workers, if they have started, that there may be work. */
  wake(): void;
  /** Opens the senders and starts the workers that use them. */
  start(): Pick<Repeated, 'stop'>;
}

const serverTimeoutMs = 10_000;
/** Longer than any sender takes: a mail at most twice the server's time, then the user's profile. */
const leaseMs = 60_000;
const pollMs = 500;

const addressOf = (from: string): string => /<([^>]+)>/.exec(from)?.[1] ?? from;

const startDelivery = ({ config, database, findUser, log, vapid, allowedEndpoints }: DeliveryOptions): Repeated => {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, MAIL_CONNECTIONS: connections, PUBLIC_URL: publicUrl } = config;
  const mail = createMailSender({ database, findUser, smtpUrl, from, publicUrl, connections, timeoutMs: serverTimeoutMs });
  const subject = `mailto:${addressOf(from)}`;
  const push = createPushSender({ database, vapid: { ...vapid, subject }, allowed: allowedEndpoints, log, timeoutMs: serverTimeoutMs });
  const workers = startWorkers({
    database,
    // For the page a notification is delivered by the row that the end of its delivery writes.
    senders: { email: mail.send, push: push.send, in_app: async () => ({ kind: 'delivered' }) },
    concurrency: { email: connections, push: 10, in_app: 5 },
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

/** The deliveries of all channels, not yet started. */
export const openDelivery = (options: DeliveryOptions): Delivery => {
  let workers: Repeated | undefined;
  return {
    wake: () => workers?.wake(),
    start: () => (workers = startDelivery(options)),
  };
};
