import { z } from 'zod';
import { authConfig, baseConfig, jwksConfig } from '#platform/config';

const origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim().replace(/\/$/, '')).filter(Boolean))
  .pipe(z.array(z.url({ protocol: /^https?$/ })).min(1));

/** The settings of realtime-service. */
export const realtimeConfig = baseConfig
  .extend(authConfig.shape)
  .extend(jwksConfig.shape)
  .extend({
    REALTIME_ORIGINS: origins.optional().describe('origins whose pages may connect, comma-separated; required in production, in development http://localhost:3000'),
    REALTIME_TICKET_KEY: z.string().min(32).optional().describe('signs tickets, the same for all replicas; required in production, in development each process makes its own'),
    REALTIME_CONNECTIONS_PER_USER: z.coerce.number().int().min(1).default(10).describe('open connections of one user and replica'),
    REALTIME_CONNECTIONS: z.coerce.number().int().min(1).default(5_000).describe('open connections of one replica'),
    REALTIME_HEARTBEAT_MS: z.coerce.number().int().min(100).default(30_000).describe('a connection that does not answer one ping before the next is ended'),
    REALTIME_MAX_AGE_MINUTES: z.coerce.number().int().min(1).default(60).describe('then a connection has to come again with a new ticket, so that it ends with the session'),
    REALTIME_BUFFER_BYTES: z.coerce.number().int().min(65_536).default(2_097_152).describe('a client that leaves more than this unread is ended'),
    REALTIME_SETTLE_MS: z.coerce.number().int().min(0).default(10_000).describe('how long a new sidecar needs to join its consumer group; then everyone reloads once'),
  })
  .superRefine((config, context) => {
    if (config.NODE_ENV !== 'production') return;
    for (const [name, why] of [
      ['REALTIME_TICKET_KEY', 'a ticket of one replica has to work on another'],
      ['REALTIME_ORIGINS', 'no other page may connect'],
    ] as const) {
      if (config[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: `is required in production: ${why}` });
    }
  });
export type RealtimeConfig = z.infer<typeof realtimeConfig>;
