import { z } from 'zod';
import { within } from '#platform/dapr/invocation';
import type { Dapr } from '#platform/dapr/client';
import type { Progress } from '#platform/delivery/progress';

const progress = z.object({
  partitions: z.array(z.object({ topic: z.string(), partition: z.int(), offset: z.int(), keys: z.object({ events: z.int(), squares: z.int() }).optional() })),
  clocks: z.array(z.object({ name: z.string(), ticked_at: z.iso.datetime() })),
});

/** Asks consumers how far they have come, leaving out those that do not answer in time. */
export type AskProgress = (consumers: readonly string[]) => Promise<Map<string, Progress>>;

const limitMs = 2_000;

/** {@link AskProgress} through the sidecar; one of several replicas answers. */
export const askProgressThroughDapr = (dapr: Pick<Dapr, 'invoker'>): AskProgress => async (consumers) => {
  const answers = await Promise.all(
    consumers.map((name) =>
      within(limitMs, name, dapr.invoker.invoke(name, 'internal/progress', 'get')).then(
        (answer) => progress.safeParse(answer).data,
        () => undefined,
      ),
    ),
  );
  return new Map(consumers.flatMap((name, i) => (answers[i] === undefined ? [] : [[name, answers[i]] as const])));
};
