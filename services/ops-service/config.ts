import { z } from 'zod';
import { authConfig, baseConfig, databaseConfig, jwksConfig } from '#platform/config';
import { alertConfig } from './alerts/config.ts';
import { kafkaSettings, lagConfig } from './lag/config.ts';

const hasAddress = (text: string): boolean => /^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/.test(text);

/** The settings of ops-service. */
export const opsConfig = baseConfig
  .extend(databaseConfig.shape)
  .extend(authConfig.shape)
  .extend(jwksConfig.shape)
  .extend(lagConfig.shape)
  .extend(alertConfig.shape)
  .extend({
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).describe('the mail server for alerts, such as smtps://user:password@mail.example.org'),
    MAIL_FROM: z.string().refine(hasAddress, 'must be an address, such as Todo <todo@example.org>').describe('the sender of alert mails'),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/ })
      .transform((url) => url.replace(/\/+$/, ''))
      .describe('the origin that people use; links in mails begin with it'),
    OPS_REPLAY_TIMEOUT_MS: z.coerce.number().int().min(1_000).default(300_000).describe('after this long without a report a replay is unconfirmed, in ms'),
    OPS_RETENTION_DAYS: z.coerce.number().int().min(1).default(90).describe('how long handled and archived failures are kept'),
  })
  .refine(kafkaSettings.agree, kafkaSettings.options);

/** {@link opsConfig} as a type. */
export type OpsConfig = z.infer<typeof opsConfig>;
