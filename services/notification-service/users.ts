import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { failureOf, within } from '#platform/dapr/invocation';
import type { Dapr } from '#platform/dapr/client';
import { Unavailable } from '#platform/db/outage';
import { traceHeaders } from '#platform/telemetry';

const user = z.object({ email: z.string().min(3), name: z.string().nullable(), time_zone: z.string(), confirmed: z.boolean().default(true).describe('whether mails may go to the address') });

/** The user whom a notification goes to. */
export type User = z.infer<typeof user>;

/**
 * Asks chat-api for a user; null if there is none. Throws {@link Unavailable} while
 * chat-api does not answer.
 */
export type FindUser = (id: string) => Promise<User | null>;

const usualLimitMs = 3_000;
/** How long a cached profile may be out of date, in ms. */
export const profileAgeMs = 60_000;
const mostKept = 5_000;

/** {@link FindUser} through the sidecar. */
export const findUserThroughDapr = (dapr: Pick<Dapr, 'invoker'>, limitMs = usualLimitMs): FindUser => async (id) => {
  const asked = dapr.invoker.invoke('chat-api', `internal/users/${id}`, 'get', undefined, { headers: traceHeaders() }).then(
    (answer) => user.parse(answer),
    (error: unknown) => {
      if (failureOf(error)?.status === 404) return null;
      throw new Unavailable('chat-api does not tell who a user is', { cause: error });
    },
  );
  return within(limitMs, 'chat-api', asked);
};

/** Keeps the users that were found for a minute, so that a burst of notices asks only once. */
export const cachedUsers = (find: FindUser, now: () => number = Date.now): FindUser => {
  const kept = new LRUCache<string, Promise<User | null>>({ max: mostKept, ttl: profileAgeMs, ttlResolution: 0, perf: { now } });
  return (id) => {
    const known = kept.get(id);
    if (known !== undefined) return known;
    const found = find(id);
    kept.set(id, found);
    // An unconfirmed address may be confirmed at any moment, and the mails right after that
    // are wanted.
    found.then((user) => user?.confirmed || kept.delete(id), () => kept.delete(id));
    return found;
  };
};
