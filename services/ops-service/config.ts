import { z } from 'zod';
import { authConfig, baseConfig, databaseConfig, jwksConfig } from '#platform/config';
import { mailConfig } from '#platform/mail-config';
import { alertConfig } from './alerts/config.ts';
import { kafkaSettings, lagConfig } from './lag/config.ts';

/** The settings of ops-service. */
export const opsConfig = baseConfig
  .extend(databaseConfig.shape)
  .extend(authConfig.shape)
  .extend(jwksConfig.shape)
  .extend(mailConfig.shape)
  .extend(lagConfig.shape)
  .extend(alertConfig.shape)
  .extend({
    OPS_REPLAY_TIMEOUT_MS: z.coerce.number().int().min(1_000).default(300_000).describe('after this long without a report a replay is unconfirmed, in ms'),
    OPS_RETENTION_DAYS: z.coerce.number().int().min(1).default(90).describe('how long handled and archived failures are kept'),
  })
  .refine(kafkaSettings.agree, kafkaSettings.options);

export type OpsConfig = z.infer<typeof opsConfig>;
