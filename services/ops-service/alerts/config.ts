import { z } from 'zod';
import type { ExpectedHours, Limits } from '../domain/alert-facts.ts';
import { conditions } from '../domain/conditions/index.ts';

const list = z.string().transform((text) => text.split(',').map((entry) => entry.trim()).filter(Boolean));

const addresses = list.pipe(z.array(z.email('must be e-mail addresses, comma-separated')));

const perConsumer = list
  .refine((entries) => entries.every((entry) => /^[\w-]+=\d+$/.test(entry)), 'must be such as <consumer>=5000,<another>=200')
  .transform((entries) => new Map(entries.map((entry) => entry.split('=')).map(([consumer, limit]) => [consumer!, Number(limit)])));

const hours = z
  .string()
  .regex(/^(off|([01]?\d|2[0-3])-([01]?\d|2[0-4]))$/, 'must be off, or hours in UTC such as 08-18, 22-06 or 00-24')
  .transform((text): ExpectedHours | null => {
    const [from, to] = text.split('-').map(Number);
    return to === undefined ? null : { from: from!, to };
  });

const ratio = z.coerce.number().gt(0).max(1);

/** What ops-service alerts on, and who is told. */
export const alertConfig = z.object({
  ALERT_MAIL_TO: addresses.default([]).describe('who gets alert mails, comma-separated; nobody by default'),
  ALERT_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional().describe('where alerts are posted as JSON'),
  ALERT_WEBHOOK_SECRET: z.string().min(16).optional().describe('signs what is posted: header x-ops-signature, sha256=<HMAC of the body, hex>'),
  ALERT_INTERVAL_MS: z.coerce.number().int().min(500).default(10_000).describe('how often everything is checked, in ms'),
  ALERT_PERIOD_MS: z.coerce.number().int().min(1_000).default(3_600_000).describe('a group of dead letters is reported once in this time, in ms'),
  LAG_THRESHOLD: z.coerce.number().int().min(1).default(conditions.ConsumerLagHigh.limit).describe('events that a consumer may be behind in a topic'),
  LAG_THRESHOLDS: perConsumer.default(new Map()).describe('consumers with a limit of their own, such as <consumer>=5000,<another>=200'),
  ERROR_RATE_THRESHOLD: ratio.default(conditions.DeliveryErrors.limit).describe("the part of a consumer's deliveries that may fail"),
  SKEW_THRESHOLD: z.coerce.number().gt(0).default(conditions.PartitionSkew.limit).describe('how far the fullest partition may be above the mean: 0.2 is 20 %'),
  OUTBOX_AGE_SECONDS: z.coerce.number().int().min(1).default(conditions.OutboxWaits.limit).describe('how long an event may wait to be published, in s'),
  EXPECT_TRAFFIC: hours.default(null).describe(`when less than ${conditions.silence.limit} task event a second is silence: off, or hours in UTC such as 08-18`),
});

/** The limits that the settings name. */
export const limitsOf = (config: z.infer<typeof alertConfig>): Limits => ({
  lag: config.LAG_THRESHOLD,
  lagByConsumer: config.LAG_THRESHOLDS,
  errorRate: config.ERROR_RATE_THRESHOLD,
  skew: config.SKEW_THRESHOLD,
  outboxAgeSeconds: config.OUTBOX_AGE_SECONDS,
  expectTraffic: config.EXPECT_TRAFFIC,
});
