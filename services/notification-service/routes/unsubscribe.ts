import { z } from 'zod';
import { notificationChannel, notificationKind } from '#contracts/notification';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { unsubscribe } from '../domain/preferences.ts';
import { lockPreferences, savePreferences } from '../store/preferences.ts';
import { findUnsubscription } from '../store/unsubscribe-tokens.ts';

const params = z.strictObject({ token: z.string().regex(/^[\w-]{20,100}$/, 'is not a link that we sent') });
const tags = ['notifications'];

const unknown = (): Problem => new Problem(404, 'This link is not valid', { detail: 'the settings of the page show what you are notified of, and how' });

/**
 * GET /unsubscribe/{token}: leads to the page, which asks first, because mail programs and
 * scanners open links by themselves.
 */
const getUnsubscribe = (app: Server): void => {
  app.get('/unsubscribe/:token', { schema: { summary: 'Ask before mails are stopped', tags, params } }, ({ params }, reply) =>
    reply.redirect(`/#/unsubscribe?token=${params.token}`),
  );
};

/** POST /unsubscribe/{token}: one click without a login (RFC 8058), whatever the body says. */
const postUnsubscribe = (app: Server, { database, log }: Deps): void => {
  const response = { 200: z.object({ kind: notificationKind, channel: notificationChannel }) };
  app.post('/unsubscribe/:token', { schema: { summary: 'Stop the mails of a kind', tags, params, response } }, async ({ params }) => {
    const found = await findUnsubscription(database, params.token);
    if (found === null) throw unknown();
    const { user_id, kind, channel } = found;
    await database.transaction(async (tx) => savePreferences(tx, user_id, unsubscribe(await lockPreferences(tx, user_id), kind, channel)));
    log.info({ user_id, kind, channel }, 'unsubscribed by link');
    return { kind, channel };
  });
};

/** Both routes, in a scope that accepts the form bodies that mail programs post. */
export const unsubscribeRoutes = (app: Server, deps: Deps): void => {
  void app.register(async (scope) => {
    const forms = ['application/x-www-form-urlencoded', 'multipart/form-data'];
    scope.addContentTypeParser(forms, { parseAs: 'string', bodyLimit: 10_000 }, (_request, _body, done) => done(null, null));
    getUnsubscribe(scope);
    postUnsubscribe(scope, deps);
  });
};
