import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { preferences } from '../domain/preferences.ts';
import { readPreferences, savePreferences } from '../store/preferences.ts';

const tags = ['notifications'];

/** GET /notification-preferences. */
export const getPreferences = (app: Server, { database, auth }: Deps): void => {
  app.get(
    '/notification-preferences',
    { onRequest: auth.requireUser, schema: { summary: 'My notification preferences', tags, response: { 200: preferences } } },
    ({ user }) => readPreferences(database, user.id),
  );
};

/** PUT /notification-preferences: what waits is decided again under the new ones. */
export const putPreferences = (app: Server, { database, auth }: Deps): void => {
  app.put(
    '/notification-preferences',
    { onRequest: auth.requireUser, schema: { summary: 'Change my notification preferences', tags, body: preferences, response: { 200: preferences } } },
    async ({ user, body }) => {
      await database.transaction((tx) => savePreferences(tx, user.id, body));
      return body;
    },
  );
};
