import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { unsubscribe } from '../domain/preferences.ts';
import { lockPreferences, savePreferences } from '../store/preferences.ts';
import { findUnsubscription } from '../store/unsubscribe-tokens.ts';

const params = z.strictObject({ token: z.string().regex(/^[\w-]{20,100}$/, 'is not a link that we sent') });
const tags = ['notifications'];

const unknown = (): Problem => new Problem(404, 'This link is not valid', { detail: 'open the notification preferences instead' });

const page = (text: string, form: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Todo</title><p>${text}</p>${form}</html>`;

/** GET /unsubscribe/{token}: asks first, because mail programs and scanners open links by themselves. */
const getUnsubscribe = (app: Server, { database }: Deps): void => {
  app.get('/unsubscribe/:token', { schema: { summary: 'Ask before mails are stopped', tags, params } }, async ({ params }, reply) => {
    if ((await findUnsubscription(database, params.token)) === null) throw unknown();
    reply.type('text/html; charset=utf-8');
    return page('Stop these notifications?', '<form method="post"><button>Stop them</button></form>');
  });
};

/** POST /unsubscribe/{token}: one click, no login (RFC 8058); whatever the body says. */
const postUnsubscribe = (app: Server, { database, log }: Deps): void => {
  app.post('/unsubscribe/:token', { schema: { summary: 'Stop the mails of a kind', tags, params } }, async ({ params }, reply) => {
    const found = await findUnsubscription(database, params.token);
    if (found === null) throw unknown();
    const { user_id, kind, channel } = found;
    await database.transaction(async (tx) => savePreferences(tx, user_id, unsubscribe(await lockPreferences(tx, user_id), kind, channel)));
    log.info({ user_id, kind, channel }, 'unsubscribed by link');
    reply.type('text/html; charset=utf-8');
    return page('Done: no more of these notifications. The notification preferences turn them on again.', '');
  });
};

/** Both, in a scope that takes the form bodies that mail programs post. */
export const unsubscribeRoutes = (app: Server, deps: Deps): void => {
  void app.register(async (scope) => {
    const forms = ['application/x-www-form-urlencoded', 'multipart/form-data'];
    scope.addContentTypeParser(forms, { parseAs: 'string', bodyLimit: 10_000 }, (_request, _body, done) => done(null, null));
    getUnsubscribe(scope, deps);
    postUnsubscribe(scope, deps);
  });
};
