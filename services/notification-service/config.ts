import { z } from 'zod';
import { authConfig, baseConfig, databaseConfig, jwksConfig } from '#platform/config';
import { mailConfig } from '#platform/mail-config';

const list = z.string().transform((text) => text.split(',').map((entry) => entry.trim().toLowerCase()).filter(Boolean));

/** The settings of notification-service. */
export const notificationConfig = baseConfig
  .extend(databaseConfig.shape)
  .extend(authConfig.shape)
  .extend(jwksConfig.shape)
  .extend(mailConfig.shape)
  .extend({
    VAPID_PUBLIC_KEY: z.string().regex(/^[\w-]{87}$/, 'must be 65 bytes, base64url').optional().describe('signs push messages; required in production, made once in development'),
    VAPID_PRIVATE_KEY: z.string().regex(/^[\w-]{43}$/, 'must be 32 bytes, base64url').optional().describe('belongs to VAPID_PUBLIC_KEY'),
    MAILS_PER_DAY: z.coerce.number().int().min(1).default(100).describe('the most notifications that one address gets by mail in a day; what is more is on the page only'),
    MAIL_CONNECTIONS: z.coerce.number().int().min(1).default(5).describe('connections to the mail server at once'),
    PUSH_TEST_ENDPOINTS: list.default([]).describe('host:port of push endpoints that may be on a private address; counts only in development'),
  })
  .refine(({ NODE_ENV = 'production', VAPID_PUBLIC_KEY: a, VAPID_PRIVATE_KEY: b }) => (a && b) || (NODE_ENV !== 'production' && !a && !b), {
    path: ['VAPID_PUBLIC_KEY'],
    message: 'and VAPID_PRIVATE_KEY are given together, and required in production: `npx web-push generate-vapid-keys` makes them',
    // Checked beside other settings, so that all bad ones are named at once.
    when: () => true,
  });

export type NotificationConfig = z.infer<typeof notificationConfig>;
