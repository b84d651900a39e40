import { HttpMethod, type DaprClient } from '@dapr/dapr';
import { within } from '#platform/dapr/invocation';
import type { Logger } from '#platform/logger';
import { traceHeaders } from '#platform/telemetry';

const limitMs = 3_000;

/** What quiet hours hold is looked at again where its user has moved; where that cannot be said now it waits for the morning of the old zone. */
export const tellZoneChangedThroughDapr =
  (dapr: Pick<DaprClient, 'invoker'>, log: Logger) =>
  async (userId: string): Promise<void> => {
    const told = dapr.invoker.invoke('notification-service', `internal/users/${userId}/zone-changed`, HttpMethod.POST, {}, { headers: traceHeaders() });
    await within(limitMs, 'notification-service', told).catch((error: unknown) => log.warn({ err: error, user_id: userId }, 'a new time zone could not be told'));
  };
