import rateLimit from '@fastify/rate-limit';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';

/**
 * Limits registrations and logins per address, minute and replica; a route opts in with
 * `app.rateLimit()`.
 */
export const addAddressLimit = async (app: Server, { addressLimit: perMinute }: { addressLimit: number }): Promise<void> => {
  await app.register(rateLimit, {
    global: false,
    max: perMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.ip,
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem(429, 'Too many tries from this address', { detail: `at most ${perMinute} a minute; try again in ${Math.ceil(ttl / 1000)} s` }),
  });
};
