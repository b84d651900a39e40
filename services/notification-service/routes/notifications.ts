import { z } from 'zod';
import { pageOf } from '#contracts/http/answer';
import { notificationKind } from '#contracts/notification';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { snooze } from '../snooze.ts';
import { findNotification, listNotifications, markRead, type Notification } from '../store/notifications.ts';
import { snoozedUntil, snoozeInput } from './snooze-input.ts';

const shown = z.object({
  id: z.uuid(),
  kind: notificationKind,
  task_ids: z.array(z.uuid()),
  title: z.string(),
  body: z.string(),
  due_at: z.date().nullable(),
  created_at: z.date(),
  read_at: z.date().nullable(),
  snoozed_until: z.date().nullable(),
});

const params = z.strictObject({ id: z.uuid() });
const tags = ['notifications'];

const found = (notification: Notification | null): Notification => {
  if (notification === null) throw new Problem(404, 'There is no such notification');
  return notification;
};

const query = z.strictObject({
  unread: z.enum(['true', 'false']).default('false').describe('true: only those not read yet'),
  cursor: z.uuid().optional().describe('next_cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** GET /notifications: what the page shows, newest first. */
export const getNotifications = (app: Server, { database, auth }: Deps): void => {
  const response = { 200: pageOf(shown) };
  app.get(
    '/notifications',
    { onRequest: auth.requireUser, schema: { summary: 'My notifications', tags, querystring: query, response } },
    async ({ user, query: { unread, cursor, limit } }) => {
      const { items, last } = await listNotifications(database, user.id, { unread: unread === 'true', before: cursor, limit });
      return { items, next_cursor: last?.id ?? null };
    },
  );
};

/** POST /notifications/{id}/read: marks it as seen. */
export const postRead = (app: Server, { database, auth }: Deps): void => {
  app.post(
    '/notifications/:id/read',
    { onRequest: auth.requireUser, schema: { summary: 'Mark a notification as read', tags, params, response: { 200: shown } } },
    async ({ user, params }) => found(await markRead(database, user.id, params.id)),
  );
};

/**
 * POST /notifications/{id}/snooze: has it come again later. A second call moves it, so
 * repeating a call does no harm.
 */
export const postSnooze = (app: Server, { database, auth, now }: Deps): void => {
  app.post(
    '/notifications/:id/snooze',
    { onRequest: auth.requireUser, schema: { summary: 'Snooze a notification', tags, params, body: snoozeInput, response: { 200: shown } } },
    async ({ user, params, body, id: correlationid }) => {
      const { kind, task_ids, due_at } = found(await findNotification(database, user.id, params.id));
      if (kind === 'digest') throw new Problem(409, 'A digest cannot be snoozed', { detail: 'it comes again tomorrow if there is something to say' });
      const until = snoozedUntil(body, now());
      const wish = { notification_id: params.id, user_id: user.id, kind, task_id: task_ids[0]!, due_at: due_at?.toISOString() ?? null };
      const { notification } = await snooze(database, { ...wish, until, now: now(), correlationid });
      return found(notification);
    },
  );
};
