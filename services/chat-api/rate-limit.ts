import rateLimit from '@fastify/rate-limit';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';

/** Lets each user send so many requests a minute to this replica; each route says whether it counts. */
export const addRateLimit = (app: Server, perMinute: number): Promise<void> =>
  app.register(rateLimit, {
    global: false,
    max: perMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.user.id,
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem(429, 'Too many requests', { detail: `at most ${perMinute} a minute; try again in ${Math.ceil(ttl / 1000)} s` }),
  }) as unknown as Promise<void>;
