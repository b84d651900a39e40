import { z } from 'zod';
import type { Answer } from '../answer.ts';
import { consumerLag, topicLoad } from './lag.ts';
import { outboxReport } from './outbox.ts';

const line = z.array(z.number()).describe('the last hour by minutes, the newest last');

/**
 * What flows through the system: who publishes what, which consumers are behind, and a
 * verdict in one sentence.
 */
export const flow = z.object({
  measured_at: z.iso.datetime().nullable(),
  stale: z.boolean().describe('true while the broker does not answer: the rest is the last that was measured'),
  verdict: z.object({
    well: z.boolean(),
    text: z.string().describe('what is wrong, the worst first; or that nothing is'),
    path: z.string().nullable().describe('where to look'),
    more: z.int().describe('how many other things are wrong'),
  }),
  services: z.array(
    z.object({
      service: z.string(),
      publishes: z.array(z.string()),
      outbox: outboxReport.pick({ reachable: true, waiting: true, parked: true, oldest_age: true }).nullable().describe('null where it has none'),
      clocks: z.array(z.object({ clock: z.string(), ticked_at: z.iso.datetime(), stopped: z.boolean().describe('it has not ticked for longer than it may') })),
    }),
  ),
  topics: z.array(topicLoad.pick({ topic: true, rate_per_second: true }).extend({ came: line })),
  consumers: z.array(
    consumerLag
      .pick({ consumer: true, topic: true, lag: true, limit: true, oldest_seconds: true, oldest_is_older: true, rate_per_second: true, error_rate: true })
      .extend({ failed: z.int().describe('its failed events that nobody has dealt with, of all topics'), lags: line }),
  ),
});

export type Flow = Answer<typeof flow>;
