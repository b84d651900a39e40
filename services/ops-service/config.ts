import { z } from 'zod';
import { authConfig, baseConfig, databaseConfig, jwksConfig } from '#platform/config';
import { mailConfig } from '#platform/mail-config';
import { alertConfig } from './alerts/config.ts';
import { kafkaSettings, lagConfig } from './lag/config.ts';

/** An address with a placeholder for an id; empty: no links. */
const template = (place: string) => z.string().refine((text) => text === '' || (URL.canParse(text) && /^https?:/.test(text) && text.includes(place)), `must be an address (http or https) with ${place} in it`).default('');

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
    TRACE_URL: template('{trace_id}').describe('where a trace is shown, such as http://localhost:16686/trace/{trace_id}: failed events link there'),
    TRACE_SEARCH_URL: template('{correlation_id}').describe('where the traces of a request are found by their tag todo.correlation_id: the trail of a request links there'),
    OPS_RETENTION_DAYS: z.coerce.number().int().min(1).default(90).describe('how long handled and archived failures are kept'),
  })
  .refine(kafkaSettings.agree, kafkaSettings.options);

export type OpsConfig = z.infer<typeof opsConfig>;
