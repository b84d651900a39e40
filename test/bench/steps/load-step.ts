import { partsOf, runningUrls, type Bench } from '../bench.ts';
import type { FramesOutcome, LoadOutcome } from '../client/orders.ts';
import { cpuBetween, readCpu, totalOf, type Cpu } from '../measure/cpu.ts';
import { readEffects, type Effects } from '../measure/effects.ts';
import { watchLag, type LagCourse, type LagWatch } from '../measure/lag.ts';
import { figuresBetween, scrapeAll, type ServiceFigures } from '../measure/metrics.ts';
import { countWaiting, schemasWith, untilSettled } from '../measure/settled.ts';
import { readDatabaseWork, workPerTask, type WorkPerTask } from '../measure/statements.ts';

/** The rate, the duration and the target: an origin other than chat-api's is a copy of it. */
export interface LoadPlan {
  rate: number;
  seconds: number;
  origin?: string;
}

/** Everything measured during one load. */
export interface LoadResult extends Omit<LoadOutcome, 'accepted' | 'started_at'>, Effects, FramesOutcome {
  rate: number;
  seconds: number;
  accepted: number;
  /** Milliseconds of CPU for each task, from the first request until everything was handled. */
  cpu_per_task: Cpu;
  cpu_per_task_total: number;
  /** Cores in use while requests came. */
  cores: number;
  lag: LagCourse;
  /**
   * From the last reply until every outbox was empty and no consumer lagged; null if it
   * took longer than the limit.
   */
  caught_up_ms: number | null;
  database: WorkPerTask;
  services: Record<string, ServiceFigures>;
}

/** How long the leftovers of an earlier load may take, and those of this one. */
const restLimitMs = 600_000;
const settleLimitMs = 180_000;
const progressMs = 30_000;
const frameLimitMs = 10_000;

const mapValues = <T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

const readCounters = async (bench: Bench) => ({
  database: await readDatabaseWork(bench.database),
  services: await scrapeAll(runningUrls(bench)),
  cpu: readCpu(partsOf(bench)),
});

/** Reports now and then how far a load has come. */
const sayProgress = ({ say }: Bench, watch: LagWatch, seconds: number): NodeJS.Timeout => {
  const started = Date.now();
  return setInterval(() => {
    const { worst, waiting } = watch.now();
    say(`  ${Math.round((Date.now() - started) / 1_000)} of ${seconds} s; the worst partition is ${worst} events behind, ${waiting} wait in outboxes`);
  }, progressMs);
};

/**
 * Sends a load to a settled system and measures until everything is handled; undefined if
 * the system does not settle before.
 */
export const loadStep = async (bench: Bench, { rate, seconds, origin = bench.origin }: LoadPlan): Promise<LoadResult | undefined> => {
  const { client, database, lag, say } = bench;
  if ((await untilSettled(bench, restLimitMs)) === null) return undefined;
  say(`${rate} tasks/s for ${seconds} s …`);
  const before = await readCounters(bench);
  const outboxes = await schemasWith(database, 'outbox');
  const watch = watchLag(lag, () => countWaiting(database, outboxes));
  const progress = sayProgress(bench, watch, seconds);
  const { accepted, started_at, ...outcome } = await client.load({ origin, rate, seconds });
  clearInterval(progress);
  const loadCpu = cpuBetween(before.cpu, readCpu(partsOf(bench)));
  const loadSeconds = (Date.now() - started_at) / 1_000;
  const course = await watch.stop();
  const caughtUp = await untilSettled(bench, settleLimitMs);
  const after = await readCounters(bench);
  const perTask = mapValues(cpuBetween(before.cpu, after.cpu), (ms) => ms / accepted.length);
  return {
    rate,
    seconds,
    ...outcome,
    accepted: accepted.length,
    cpu_per_task: perTask,
    cpu_per_task_total: totalOf(perTask),
    cores: totalOf(loadCpu) / loadSeconds / 1_000,
    lag: course,
    caught_up_ms: caughtUp,
    ...(await readEffects(database, new Date(started_at), accepted)),
    ...(await client.frames(frameLimitMs)),
    database: workPerTask(before.database, after.database, accepted.length),
    services: Object.fromEntries([...after.services].map(([id, scrape]) => [id, figuresBetween(before.services.get(id) ?? new Map(), scrape)])),
  };
};
