import type { Flow } from '#contracts/http/ops/flow';
import type { OutboxReport } from '#contracts/http/ops/outbox';
import { conditions } from './conditions/index.ts';
import type { ConsumerReport, LagReport } from './lag-report.ts';
import { flowOf, type LastHour } from './last-hour.ts';
import type { Tick } from './tick.ts';

/** The inputs of the picture. */
export interface FlowFacts {
  report: LagReport;
  hour: LastHour;
  limitOf: (consumer: string) => number;
  /** Every service, with the topics that it publishes to. */
  services: readonly { service: string; publishes: readonly string[] }[];
  outboxes: readonly OutboxReport[];
  clocks: readonly Tick[];
  /** Failures that nobody has dealt with, by consumer. */
  failed: ReadonlyMap<string, number>;
  /** What fires, the newest first. */
  firing: readonly { severity: 'error' | 'warning'; summary: string; path: string }[];
}

const verdictOf = ({ firing, report }: Pick<FlowFacts, 'firing' | 'report'>): Flow['verdict'] => {
  const worst = firing.find(({ severity }) => severity === 'error') ?? firing[0];
  if (worst !== undefined) return { well: false, text: worst.summary, path: worst.path, more: firing.length - 1 };
  if (report.measured_at === null) return { well: false, text: 'Nothing has been measured yet.', path: null, more: 0 };
  return { well: true, text: 'All is well: nothing waits longer than it should, and no failed event is open.', path: null, more: 0 };
};

const consumerOf = (group: ConsumerReport, { hour, limitOf, failed }: FlowFacts): Flow['consumers'][number] => {
  const { consumer, topic, lag, oldest_seconds, oldest_is_older, rate_per_second, error_rate } = group;
  return {
    consumer, topic, lag, limit: limitOf(consumer), oldest_seconds, oldest_is_older, rate_per_second, error_rate,
    failed: failed.get(consumer) ?? 0,
    lags: hour.minutes.map(({ lags }) => lags.get(flowOf(group)) ?? 0),
  };
};

const clockOf = ({ clock, ticked_at }: Tick, { measured_at }: LagReport): Flow['services'][number]['clocks'][number] => ({
  clock, ticked_at,
  stopped: measured_at !== null && Date.parse(measured_at) - Date.parse(ticked_at) > conditions.ClockStopped.limit * 1_000,
});

/** What flows through the system, in one picture. */
export const describeFlow = (facts: FlowFacts): Flow => {
  const { report, hour, services, outboxes, clocks } = facts;
  const outboxOf = new Map(outboxes.map(({ service, reachable, waiting, parked, oldest_age }) => [service, { reachable, waiting, parked, oldest_age }]));
  return {
    measured_at: report.measured_at,
    stale: report.stale,
    verdict: verdictOf(facts),
    services: services.map(({ service, publishes }) => ({
      service,
      publishes: [...publishes],
      outbox: outboxOf.get(service) ?? null,
      clocks: clocks.filter((tick) => tick.service === service).map((tick) => clockOf(tick, report)),
    })),
    topics: report.topics.map(({ topic, rate_per_second }) => ({ topic, rate_per_second, came: hour.minutes.map(({ came }) => came.get(topic) ?? 0) })),
    consumers: report.groups.map((group) => consumerOf(group, facts)),
  };
};
