import type { Progress } from '#platform/delivery/progress';
import { kafkaReason } from '#platform/kafka/reason';
import { busyKeysOf, learnMixes, type Mixes, type ToldMix } from '../domain/busy-keys.ts';
import { lagOf } from '../domain/lag.ts';
import { sortGroups } from '../domain/lag-groups.ts';
import { learn, nothingKnown, type Told } from '../domain/lag-handled.ts';
import { growthOf, keepWindow, sampleOf, type Sample } from '../domain/lag-rates.ts';
import { addLook, noHour, oldestOf, type LastHour } from '../domain/last-hour.ts';
import { describeLag, type Failures, type LagReport } from '../domain/lag-report.ts';
import { standingOf, watchStanding, type Watches } from '../domain/standing.ts';
import type { Tick } from '../domain/tick.ts';
import type { AskProgress } from './ask-progress.ts';
import type { Broker } from './broker.ts';

/** Measures lag repeatedly, and keeps the samples of the last minutes. */
export interface LagSampler {
  /** Takes one sample; rejects when the broker does not answer. */
  sample(): Promise<void>;
  report(): LagReport;
  /** What was measured in the last hour. */
  hour(): LastHour;
  /** The clocks that consumers reported. */
  clocks(): Tick[];
}

export interface SamplerOptions {
  broker: Broker;
  askProgress: AskProgress;
  /**
   * Failed tries by consumer since an instant; when they cannot be counted, lag is reported
   * without them.
   */
  countFailures: (since: Date) => Promise<Failures>;
  now: () => number;
  minTries: number;
  minSkewKeys: number;
  /** The groups whose lag counts. */
  watched: ReadonlySet<string>;
}

const shortMs = 60_000;
const longMs = 300_000;
/** In characters. */
const longestReason = 500;

const notYet: LagReport = { measured_at: null, stale: false, reason: 'nothing has been measured yet', groups: [], topics: [], standing: [], foreign: [], rebalancing: [] };

const toldBy = (answers: ReadonlyMap<string, Progress>): (Told & ToldMix)[] =>
  [...answers].flatMap(([consumer, { partitions }]) => partitions.map((at) => ({ consumer, ...at })));

/**
 * One of several replicas answers at a time, so each clock keeps the latest tick that any
 * of them reported.
 */
const addTicks = (ticks: Map<string, Tick>, answers: ReadonlyMap<string, Progress>): void => {
  for (const [service, { clocks }] of answers) {
    for (const { name: clock, ticked_at } of clocks) {
      const key = `${service} ${clock}`;
      if ((ticks.get(key)?.ticked_at ?? '') < ticked_at) ticks.set(key, { service, clock, ticked_at });
    }
  }
};

/** Creates a sampler. */
export const createLagSampler = (options: SamplerOptions): LagSampler => {
  const { broker, askProgress, countFailures, now, minTries, minSkewKeys, watched } = options;
  const ticks = new Map<string, Tick>();
  let known = nothingKnown;
  let mixes: Mixes = new Map();
  let samples: Sample[] = [];
  let watches: Watches = new Map();
  let hour = noHour;
  let report = notYet;

  const measure = async (): Promise<void> => {
    const { ours: names, foreign } = sortGroups(await broker.groups(), watched);
    // Asked before the ends are read, so that an offset past the end can only be from
    // before the topic was recreated.
    const answers = await askProgress(names);
    const { logs, commits, members, rebalancing } = await broker.read(names);
    const at = now();
    addTicks(ticks, answers);
    known = learn(known, toldBy(answers), { logs, commits });
    mixes = learnMixes(mixes, toldBy(answers), at, 2 * longMs);
    const groups = lagOf(logs, commits, known.handled);
    watches = watchStanding(watches, at, groups, members);
    hour = addLook(hour, at, { logs, groups });
    samples = keepWindow(samples, sampleOf(at, logs, groups), longMs);
    const [short, long] = [growthOf(samples, shortMs), growthOf(samples, longMs)];
    const failures = long === null ? null : await countFailures(new Date(long.since)).catch(() => null);
    const measured = describeLag({ logs, groups, short, long, failures, minTries, busyKeys: busyKeysOf(mixes), minSkewKeys, oldestOf: (group) => oldestOf(hour, group, at) });
    report = { measured_at: new Date(at).toISOString(), stale: false, reason: null, ...measured, standing: standingOf(watches), foreign, rebalancing };
  };

  return {
    sample: () =>
      measure().catch((error: unknown) => {
        report = { ...report, stale: true, reason: `the broker does not answer: ${kafkaReason(error)}`.slice(0, longestReason) };
        throw error;
      }),
    report: () => report,
    hour: () => hour,
    clocks: () => [...ticks.values()],
  };
};
