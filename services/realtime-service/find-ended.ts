import { z } from 'zod';
import { within } from '#platform/dapr/invocation';
import type { Dapr } from '#platform/dapr/client';
import type { FindEnded } from './live/end-over.ts';

const limitMs = 5_000;
const answer = z.object({ ended: z.array(z.object({ user_id: z.uuid(), epoch: z.int() })) });

/** {@link FindEnded} by asking chat-api through the sidecar. */
export const findEndedThroughDapr =
  (dapr: Pick<Dapr, 'invoker'>): FindEnded =>
  async (asked) => {
    const sessions = asked.map(({ userId, epoch }) => ({ user_id: userId, epoch }));
    const { ended } = answer.parse(await within(limitMs, 'chat-api', dapr.invoker.invoke('chat-api', 'internal/sessions', 'post', { sessions })));
    return ended.map(({ user_id, epoch }) => ({ userId: user_id, epoch }));
  };
