import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { refuseAddress } from '../dispatch/public-address.ts';
import { addSubscription, removeSubscription } from '../store/push-subscriptions.ts';

const tags = ['notifications'];
const longestEndpoint = 2_000;

/** Whether this is an uncompressed point on the curve P-256. */
const isPublicKey = (text: string): boolean => {
  const point = Buffer.from(text, 'base64url');
  if (point.length !== 65 || point[0] !== 4) return false;
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url')) as [string, string];
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' }).asymmetricKeyType === 'ec';
  } catch {
    return false;
  }
};

/** The shape of a browser's `PushSubscription.toJSON()`. */
const body = z.strictObject({
  endpoint: z.string().max(longestEndpoint),
  expirationTime: z.number().nullish(),
  keys: z.strictObject({
    p256dh: z.string().max(200).refine(isPublicKey, 'must be a P-256 public key, base64url, as PushSubscription.toJSON() gives it'),
    auth: z.string().max(100).refine((text) => Buffer.from(text, 'base64url').length === 16, 'must be 16 bytes, base64url'),
  }),
});

/** GET /push-subscriptions/key: the applicationServerKey with which a browser subscribes. */
export const getPushKey = (app: Server, { vapid }: Deps): void => {
  app.get(
    '/push-subscriptions/key',
    { schema: { summary: 'The public key of Web Push', tags, response: { 200: z.object({ public_key: z.string() }) } } },
    async () => ({ public_key: vapid.publicKey }),
  );
};

/**
 * POST /push-subscriptions: the same endpoint again renews its keys, so repeating a call
 * does no harm.
 */
export const postSubscription = (app: Server, { database, auth, newId, allowedEndpoints, log }: Deps): void => {
  app.post(
    '/push-subscriptions',
    {
      onRequest: auth.requireUser,
      schema: { summary: 'Take push messages in this browser', tags, body, response: { 201: z.object({ id: z.uuid(), endpoint: z.string() }) } },
    },
    async ({ user, body: { endpoint, keys } }, reply) => {
      const refused = await refuseAddress(endpoint, allowedEndpoints);
      if (refused !== null) {
        log.warn({ user_id: user.id, reason: refused }, 'a push endpoint was refused');
        throw new Problem(400, 'The request is not valid', { detail: `endpoint: ${refused}`, errors: [{ field: 'endpoint', message: refused }] });
      }
      const id = await database.transaction((tx) => addSubscription(tx, { id: newId(), user_id: user.id, endpoint, ...keys }));
      return reply.code(201).send({ id, endpoint });
    },
  );
};

const which = z.strictObject({ endpoint: z.string().max(longestEndpoint).optional() });

/** DELETE /push-subscriptions: names the endpoint in the body or in the query. */
export const deleteSubscription = (app: Server, { database, auth }: Deps): void => {
  app.delete(
    '/push-subscriptions',
    {
      onRequest: auth.requireUser,
      schema: { summary: 'Stop push messages in a browser', tags, querystring: which, body: which.nullish(), response: { 204: z.null() } },
    },
    async ({ user, query, body }, reply) => {
      const endpoint = body?.endpoint ?? query.endpoint;
      const message = 'is needed: the endpoint that was subscribed';
      if (endpoint === undefined) throw new Problem(400, 'The request is not valid', { detail: `endpoint: ${message}`, errors: [{ field: 'endpoint', message }] });
      if (!(await removeSubscription(database, user.id, endpoint))) throw new Problem(404, 'There is no such subscription');
      return reply.code(204).send(null);
    },
  );
};
