import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { patchPreferences, preferences, preferencesPatch } from '../domain/preferences.ts';
import { snooze } from '../snooze.ts';
import { findLatestReminder } from '../store/dispatches.ts';
import { lockPreferences, lookAgain, readPreferences, savePreferences } from '../store/preferences.ts';
import { profileAgeMs } from '../users.ts';
import { snoozedUntil, snoozeInput } from './snooze-input.ts';

const params = z.strictObject({ id: z.uuid() });

/** GET and PUT /internal/users/{id}/preferences, for the chat: PUT changes only what it names. */
export const internalPreferences = (app: Server, { database }: Deps): void => {
  const url = '/internal/users/:id/preferences';
  app.get(url, { schema: { hide: true, params, response: { 200: preferences } } }, ({ params }) => readPreferences(database, params.id));
  app.put(url, { schema: { hide: true, params, body: preferencesPatch, response: { 200: preferences } } }, ({ params, body }) =>
    database.transaction(async (tx) => {
      const value = patchPreferences(await lockPreferences(tx, params.id), body);
      await savePreferences(tx, params.id, value);
      return value;
    }),
  );
};

/**
 * POST /internal/users/{id}/zone-changed: looks again at what waits for a user, as soon as
 * no replica remembers their old zone.
 */
export const postZoneChanged = (app: Server, { database, now }: Deps): void => {
  app.post('/internal/users/:id/zone-changed', { schema: { hide: true, params, response: { 200: z.object({}) } } }, async ({ params }) => {
    const at = new Date(Date.parse(now()) + profileAgeMs).toISOString();
    await database.transaction((tx) => lookAgain(tx, params.id, at));
    return {};
  });
};

const snoozed = z.object({ task_id: z.uuid(), title: z.string(), until: z.iso.datetime() });

/**
 * POST /internal/users/{id}/snooze-latest, for the chat: snoozes the reminder that reached
 * a user last.
 */
export const postSnoozeLatest = (app: Server, { database, now }: Deps): void => {
  app.post(
    '/internal/users/:id/snooze-latest',
    { schema: { hide: true, params, body: snoozeInput, response: { 200: snoozed } } },
    async ({ params, body, id: correlationid }) => {
      const until = snoozedUntil(body, now());
      const latest = await findLatestReminder(database, params.id);
      if (latest === null) throw new Problem(404, 'There is no reminder within the last day to snooze');
      const { title } = await snooze(database, { ...latest, user_id: params.id, kind: 'task_reminder', until, now: now(), correlationid });
      return { task_id: latest.task_id, title, until };
    },
  );
};
