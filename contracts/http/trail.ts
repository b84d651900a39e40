import { z } from 'zod';

const instant = z.iso.datetime();

/**
 * One thing that a service did because of a request, taken from its own rows; it contains
 * no text that a person wrote.
 */
export const trailStep = z.object({
  at: instant,
  ended_at: instant.nullable().describe('null if it has not ended, or took no time worth mentioning'),
  what: z.string().describe('in words: "sent by email"'),
  outcome: z.enum(['done', 'waiting', 'failed', 'dropped']),
  event_id: z.string().nullable(),
  task_id: z.string().nullable(),
  detail: z.string().nullable(),
});

export type TrailStep = z.infer<typeof trailStep>;

/** What one service knows of a request. */
export const trailPart = z.object({
  steps: z.array(trailStep),
  /** The Kafka keys of the events of this request. */
  keys: z.array(z.string()),
});

export type TrailPart = z.infer<typeof trailPart>;

/** What one request led to, in all services. */
export const trail = z.object({
  correlation_id: z.string(),
  trace_url: z.string().nullable().describe('where its traces are shown; null if no such place is configured'),
  steps: z.array(trailStep.extend({ service: z.string() })).describe('oldest first'),
  services: z.array(z.object({
    service: z.string(),
    answered: z.boolean(),
    reason: z.string().nullable().describe('why it did not answer: what it did is unknown'),
    steps: z.int().describe('0 where it keeps nothing of this request'),
  })),
});

export type Trail = z.infer<typeof trail>;

/** The most steps that one service returns. */
export const mostTrailSteps = 200;
