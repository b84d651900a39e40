import type { z } from 'zod';
import { repeat } from '#platform/repeat';
import type { NoticeChannel } from '../domain/alert-notice.ts';
import { limitsOf, type alertConfig } from './config.ts';
import { gatherFacts, type Sources } from './gather-facts.ts';
import { look, type LookDeps } from './look.ts';
import { createWebhook } from './post-webhook.ts';
import { publishAlerts, publishOutboxes } from './publish-metrics.ts';
import { createAlertMailer, type SendNotice } from './send-mail.ts';
import { sendNotices } from './send-notices.ts';

export interface AlertOptions extends Sources, Pick<LookDeps, 'log' | 'newId'> {
  config: z.infer<typeof alertConfig> & { SMTP_URL: string; MAIL_FROM: string; PUBLIC_URL: string };
}

const mailTimeoutMs = 10_000;
const webhookTimeoutMs = 5_000;
/** Longer than any sender takes. */
const leaseMs = 60_000;
const pollMs = 1_000;

const openSenders = ({ config }: AlertOptions): { senders: Partial<Record<NoticeChannel, SendNotice>>; close(): void } => {
  const { ALERT_MAIL_TO: to, ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: secret } = config;
  const mailer = to.length === 0 ? undefined : createAlertMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, to, timeoutMs: mailTimeoutMs });
  const senders = {
    ...(mailer !== undefined && { email: mailer.send }),
    ...(url !== undefined && { webhook: createWebhook({ url, secret, timeoutMs: webhookTimeoutMs }) }),
  };
  return { senders, close: () => mailer?.close() };
};

/** Looks at everything every few seconds and tells people what is wrong, until stopped. */
export const startAlerts = (options: AlertOptions): { stop(): Promise<void> } => {
  const { config, database, log, newId, now } = options;
  const { senders, close } = openSenders(options);
  const deps: LookDeps = {
    database, log, newId, limits: limitsOf(config), channels: Object.keys(senders) as NoticeChannel[], publicUrl: config.PUBLIC_URL,
    periodMs: config.ALERT_PERIOD_MS,
    // A little less than one replica's interval, because timers are not exact.
    everyMs: config.ALERT_INTERVAL_MS * 0.9,
  };
  const sending = repeat({ what: 'sending notices of alerts', everyMs: pollMs, log }, () => sendNotices({ database, log, now, senders, leaseMs }));
  const looking = repeat({ what: 'looking for alerts', everyMs: config.ALERT_INTERVAL_MS, log }, async () => {
    const facts = await gatherFacts(options);
    publishOutboxes(facts.outboxes);
    const steps = await look(deps, facts);
    if (steps.some(({ news }) => news !== null)) sending.wake();
    await publishAlerts(database);
  });
  return {
    stop: async () => {
      await looking.stop();
      await sending.stop();
      close();
    },
  };
};
