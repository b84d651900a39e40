import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress } from '#platform/delivery/progress';
import { readConnection } from '#platform/kafka/connection';
import { catalogue } from '../../../services/catalogue.ts';
import { lagOf, placeOf } from '../../../services/ops-service/domain/lag.ts';
import { sortGroups } from '../../../services/ops-service/domain/lag-groups.ts';
import { learn, nothingKnown } from '../../../services/ops-service/domain/lag-handled.ts';
import { openBroker } from '../../../services/ops-service/lag/broker.ts';
import type { TestInstance } from '../../harness/instance.ts';

/** Lag by consumer and partition at one moment, in events. */
export type Lags = ReadonlyMap<string, number>;

/**
 * Reads the lag of every consumer as ops-service does: the ends of the logs against what
 * each service says it has handled.
 */
export interface LagReader {
  read(): Promise<Lags>;
  close(): Promise<void>;
}

const askProgress = async (instance: TestInstance): Promise<Map<string, Progress>> => {
  const answers = await Promise.all(
    Object.entries(instance.urls).map(async ([id, url]): Promise<[string, Progress][]> => {
      const response = await fetch(`${url}/internal/progress`, { headers: { 'dapr-api-token': instance.tokens.app } }).catch(() => undefined);
      return response?.ok ? [[id, (await response.json()) as Progress]] : [];
    }),
  );
  return new Map(answers.flat());
};

/** Opens a reader; a consumer that is stopped on purpose is left out, since it must fall behind. */
export const openLagReader = (instance: TestInstance): LagReader => {
  const broker = openBroker(readConnection({ KAFKA_BOOTSTRAP_SERVERS: instance.kafkaBrokers }, 'bench'));
  let known = nothingKnown;
  return {
    read: async () => {
      const running = Object.keys(catalogue).filter((id) => instance.pid(id) !== undefined);
      const { ours } = sortGroups(await broker.groups(), new Set(running));
      const told = [...(await askProgress(instance))].flatMap(([consumer, { partitions }]) => partitions.map((at) => ({ consumer, ...at })));
      const { logs, commits } = await broker.read(ours);
      known = learn(known, told, { logs, commits });
      const lags = lagOf(logs, commits, known.handled);
      return new Map(lags.flatMap(({ consumer, topic, partitions }) => partitions.map(({ partition, lag }) => [`${consumer} ${placeOf({ topic, partition })}`, lag] as const)));
    },
    close: broker.close,
  };
};

/**
 * How the lag developed while something ran; events waiting in an outbox are not in Kafka
 * yet and are counted separately.
 */
export interface LagCourse {
  /** The most events waiting in all outboxes together. */
  waiting_max: number;
  /** The highest lag of any partition, and which one. */
  max: number;
  max_at: string | null;
  /**
   * Growth of the worst partition in events a second, by a straight line through its
   * samples: about 0 is flat.
   */
  trend_per_s: number;
  /** Seconds since the start, and the worst partition at that moment. */
  samples: { s: number; worst: number }[];
}

/** The slope of a straight line through points, by least squares. */
export const slopeOf = (points: readonly { s: number; worst: number }[]): number => {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [s, worst] = [mean(points.map((point) => point.s)), mean(points.map((point) => point.worst))];
  const spread = points.reduce((sum, point) => sum + (point.s - s) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, point) => sum + (point.s - s) * (point.worst - worst), 0) / spread;
};

const everyMs = 1_000;

/** A measurement that is still going on. */
export interface LagWatch {
  /** The latest sample: the worst partition, and what waited in the outboxes. */
  now(): { worst: number; waiting: number };
  stop(): Promise<LagCourse>;
}

/** Reads the lag once a second until it is stopped. */
export const watchLag = (reader: LagReader, countWaiting: () => Promise<number>): LagWatch => {
  const stopping = new AbortController();
  const started = Date.now();
  const samples: LagCourse['samples'] = [];
  let max_at: string | null = null;
  const waiting: number[] = [];
  const look = async (): Promise<void> => {
    const s = (Date.now() - started) / 1_000;
    waiting.push(await countWaiting());
    const [place, worst] = [...(await reader.read())].reduce<[string | null, number]>((most, next) => (next[1] > most[1] ? next : most), [null, 0]);
    if (worst > Math.max(0, ...samples.map((sample) => sample.worst))) max_at = place;
    samples.push({ s, worst });
  };
  const watching = (async () => {
    // A sample that fails is made up for by the next one.
    while (!stopping.signal.aborted) await Promise.all([look().catch(() => undefined), sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined)]);
  })();
  return {
    now: () => ({ worst: samples.at(-1)?.worst ?? 0, waiting: waiting.at(-1) ?? 0 }),
    stop: async () => {
      stopping.abort();
      await watching;
      return { waiting_max: Math.max(0, ...waiting), max: Math.max(0, ...samples.map(({ worst }) => worst)), max_at, trend_per_s: slopeOf(samples), samples };
    },
  };
};
