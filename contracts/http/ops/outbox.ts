import { z } from 'zod';
import type { Answer } from '../answer.ts';

const parkedEvent = z.object({
  id: z.string(),
  topic: z.string(),
  key: z.string(),
  created_at: z.string(),
  parked_at: z.string(),
  parked_reason: z.string(),
});

const waitingEvent = parkedEvent.pick({ id: true, topic: true, created_at: true });

/** A service's outbox, as that service reports it. */
export const outboxState = z.object({
  waiting: z.int(),
  parked: z.int(),
  oldest_age: z.number().describe('seconds since the oldest waiting event was written'),
  parked_events: z.array(parkedEvent),
  // A service of the previous release does not send them.
  oldest_events: z.array(waitingEvent).default([]).describe('the first of those that wait'),
});

/** The outbox of one service; null where the service did not answer, with the reason. */
export const outboxReport = z.object({
  service: z.string(),
  reachable: z.boolean(),
  reason: z.string().nullable(),
  waiting: outboxState.shape.waiting.nullable(),
  parked: outboxState.shape.parked.nullable(),
  oldest_age: outboxState.shape.oldest_age.nullable(),
  parked_events: outboxState.shape.parked_events,
  oldest_events: z.array(waitingEvent),
});

export type OutboxReport = Answer<typeof outboxReport>;
