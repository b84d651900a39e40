import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

/**
 * A hook for routes that only the sidecar may call; without a configured token, as in
 * development, it lets everything pass.
 */
export const requireAppToken = (token: string | undefined): ((request: FastifyRequest) => Promise<void>) => {
  const expected = token === undefined ? undefined : Buffer.from(token);
  return async (request) => {
    if (expected === undefined) return;
    const given = Buffer.from(String(request.headers['dapr-api-token'] ?? ''));
    if (given.length === expected.length && timingSafeEqual(given, expected)) return;
    request.log.warn({ route: request.routeOptions.url }, 'a call to an internal route without the app token was denied');
    throw new Problem(401, 'Only the sidecar may call this', { detail: 'its APP_API_TOKEN must be that of the service' });
  };
};
