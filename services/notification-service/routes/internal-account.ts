import { z } from 'zod';
import { Unavailable } from '#platform/db/outage';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { writeAccountMail } from '../domain/account-mail.ts';
import { exportNotifications } from '../store/export.ts';
import { readPreferences } from '../store/preferences.ts';
import { listSubscriptions } from '../store/push-subscriptions.ts';

const body = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['reset', 'confirm']),
  to: z.string().min(3).max(300),
  name: z.string().max(200).nullable(),
  confirmed: z.boolean(),
  secret: z.string().regex(/^[\w-]{20,100}$/),
});

/** Shorter than the caller waits. */
const limitMs = 8_000;

/**
 * POST /internal/mails: a mail with a secret, which is never an event and is stored
 * nowhere; the caller tries again after a 503.
 */
export const postMail = (app: Server, { accountMails, config, log }: Deps): void => {
  app.post('/internal/mails', { schema: { hide: true, body, response: { 200: z.object({ taken: z.boolean() }) } } }, async ({ body: mail }) => {
    const taken = await accountMails.send(writeAccountMail(mail, { from: config.MAIL_FROM, public_url: config.PUBLIC_URL }), limitMs);
    if (taken.kind === 'later') throw new Unavailable(taken.reason);
    if (taken.kind === 'never') log.warn({ mail_id: mail.id, kind: mail.kind, reason: taken.reason }, 'a mail about an account is refused for good');
    return { taken: taken.kind === 'taken' };
  });
};

/** GET /internal/users/{id}/export: what this service keeps about a user, for their export. */
export const getExport = (app: Server, { database }: Deps): void => {
  app.get('/internal/users/:id/export', { schema: { hide: true, params: z.strictObject({ id: z.uuid() }) } }, async ({ params: { id } }) => ({
    preferences: await readPreferences(database, id),
    push_subscriptions: (await listSubscriptions(database, id)).map(({ endpoint }) => ({ endpoint })),
    notifications: await exportNotifications(database, id),
  }));
};
