import { z } from 'zod';
import { failureOf, within } from '#platform/dapr/invocation';
import type { Dapr } from '#platform/dapr/client';
import { Unavailable } from '#platform/db/outage';
import { traceHeaders } from '#platform/telemetry';

const limitMs = 5_000;

const completed = z.object({ title: z.string() });

/**
 * Has chat-api complete a task for its user. Resolves with the title of the task, or null
 * if there is none; throws {@link Unavailable} while chat-api does not answer.
 */
export type CompleteTask = (task: { user_id: string; task_id: string }) => Promise<string | null>;

/** {@link CompleteTask} through the sidecar. */
export const completeTaskThroughDapr = (dapr: Pick<Dapr, 'invoker'>): CompleteTask => (task) => {
  const asked = dapr.invoker.invoke('chat-api', 'internal/completions', 'post', task, { headers: traceHeaders() }).then(
    (answer) => completed.parse(answer).title,
    (error: unknown) => {
      if (failureOf(error)?.status === 404) return null;
      throw new Unavailable('chat-api does not complete the task', { cause: error });
    },
  );
  return within(limitMs, 'chat-api', asked);
};
