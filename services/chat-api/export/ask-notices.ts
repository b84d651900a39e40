import { z } from 'zod';
import { within } from '#platform/dapr/invocation';
import type { Dapr } from '#platform/dapr/client';
import { Unavailable } from '#platform/db/outage';
import { traceHeaders } from '#platform/telemetry';

/**
 * Gets what notification-service stores about a user. Rejects with {@link Unavailable} if
 * it does not answer, because half an export would look like a whole one.
 */
export type AskNotices = (user_id: string) => Promise<Record<string, unknown>>;

const limitMs = 10_000;
const answer = z.record(z.string(), z.unknown());

/** {@link AskNotices} by Dapr service invocation. */
export const askNoticesThroughDapr =
  (dapr: Pick<Dapr, 'invoker'>): AskNotices =>
  async (user_id) => {
    const asked = dapr.invoker.invoke('notification-service', `internal/users/${user_id}/export`, 'get', undefined, { headers: traceHeaders() });
    try {
      return answer.parse(await within(limitMs, 'notification-service', asked));
    } catch (error) {
      throw new Unavailable('notification-service does not tell what it keeps', { cause: error });
    }
  };
