import { z } from 'zod';
import type { Server } from '#platform/http/server';
import { limitsOf } from '../alerts/config.ts';
import type { Deps } from '../context.ts';
import { limitOf } from '../domain/alert-facts.ts';

const perSecond = z.number().nullable().describe('null before there are two samples');

const consumer = z.object({
  consumer: z.string().describe('the consumer group, which is the Dapr app id'),
  topic: z.string(),
  lag: z.int().describe('events that are not handled yet'),
  limit: z.int().describe('the lag from which an alert fires'),
  committed_lag: z.int().describe('events that are not committed yet, as the broker shows it: up to a second behind'),
  partitions: z.array(
    z.object({
      partition: z.int(),
      end: z.int(),
      committed: z.int().nullable(),
      handled: z.int(),
      lag: z.int(),
      committed_lag: z.int(),
    }),
  ),
  rate_per_second: perSecond.describe('events handled a second, over the last minute'),
  error_rate: z.number().nullable().describe('failed tries as a part of all, over the last five minutes; null where there were too few to tell'),
});

const topic = z.object({
  topic: z.string(),
  rate_per_second: perSecond,
  partitions: z.array(z.object({ partition: z.int(), rate_per_second: perSecond, share: z.number().nullable() })),
  skew: z.number().nullable().describe('how far the fullest partition is above the mean, over five minutes: 0.2 is 20 % more; null where there were too few events to tell'),
});

const lagReport = z.object({
  measured_at: z.iso.datetime().nullable(),
  stale: z.boolean().describe('true while the broker does not answer: the rest is the last that was measured'),
  reason: z.string().nullable(),
  groups: z.array(consumer),
  topics: z.array(topic),
  standing: z
    .array(z.object({ consumer: z.string(), topic: z.string(), partition: z.int(), offset: z.int(), since: z.number(), starts: z.int() }))
    .describe('consumers that do not get past an event while their sidecar starts again and again; since in ms'),
  foreign: z.array(z.string()).describe('consumer groups of the broker that are not of this system: nothing is told of them'),
});

/** GET /ops/lag: how far each consumer is behind, and what comes into the topics. */
export const getLag = (app: Server, { lag, config, auth }: { lag: Pick<Deps['lag'], 'report'> } & Pick<Deps, 'config' | 'auth'>): void => {
  const limits = limitsOf(config);
  app.get(
    '/ops/lag',
    { onRequest: auth.requireAdmin, schema: { summary: 'Lag, rates and partition skew', tags: ['operations'], response: { 200: lagReport } } },
    async () => {
      const report = lag.report();
      return { ...report, groups: report.groups.map((group) => ({ ...group, limit: limitOf(limits, group.consumer) })) };
    },
  );
};
