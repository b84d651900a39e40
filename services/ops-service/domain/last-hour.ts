import { placeOf, type ConsumerLag, type PartitionLog } from './lag.ts';

interface Length {
  at: number;
  end: number;
}

/** One minute of the last hour. */
export interface Minute {
  /** When it began, in ms. */
  at: number;
  /** The most that each consumer was behind in a topic, by {@link flowOf}. */
  lags: ReadonlyMap<string, number>;
  /** How many events came to each topic. */
  came: ReadonlyMap<string, number>;
}

/**
 * What is kept of the last hour: how long each log was at each look, and one entry for
 * each minute.
 */
export interface LastHour {
  lengths: ReadonlyMap<string, readonly Length[]>;
  minutes: readonly Minute[];
}

const minuteMs = 60_000;
const keptMinutes = 60;
const keptMs = keptMinutes * minuteMs;

/** Before the first look. */
export const noHour: LastHour = { lengths: new Map(), minutes: [] };

/** A consumer of a topic as a key. */
export const flowOf = ({ consumer, topic }: { consumer: string; topic: string }): string => `${consumer} ${topic}`;

/** A log that is shorter than before was recreated: what was known about the old one is useless. */
const lengthen = (before: readonly Length[], next: Length): Length[] =>
  (before.at(-1)?.end ?? 0) > next.end ? [next] : [...before, next].filter(({ at }, index, all) => at > next.at - keptMs || all[index + 1] === undefined);

const cameSince = ({ lengths }: LastHour, logs: readonly PartitionLog[]): Map<string, number> => {
  const came = new Map<string, number>();
  for (const log of logs) {
    const last = lengths.get(placeOf(log))?.at(-1)?.end ?? log.end;
    came.set(log.topic, (came.get(log.topic) ?? 0) + Math.max(0, log.end - last));
  }
  return came;
};

const merge = (one: ReadonlyMap<string, number>, two: ReadonlyMap<string, number>, join: (a: number, b: number) => number): Map<string, number> =>
  new Map([...one, ...[...two].map(([key, value]): [string, number] => [key, join(one.get(key) ?? 0, value)])]);

const addMinute = (minutes: readonly Minute[], { at, lags, came }: Minute): Minute[] => {
  const last = minutes.at(-1);
  const begins = Math.floor(at / minuteMs) * minuteMs;
  if (last?.at === begins) return [...minutes.slice(0, -1), { at: begins, lags: merge(last.lags, lags, Math.max), came: merge(last.came, came, (a, b) => a + b) }];
  return [...minutes, { at: begins, lags, came }].slice(-keptMinutes);
};

/** The last hour with one more look at the broker, `at` in ms. */
export const addLook = (hour: LastHour, at: number, { logs, groups }: { logs: readonly PartitionLog[]; groups: readonly ConsumerLag[] }): LastHour => ({
  lengths: new Map(logs.map((log) => [placeOf(log), lengthen(hour.lengths.get(placeOf(log)) ?? [], { at, end: log.end })])),
  minutes: addMinute(hour.minutes, { at, lags: new Map(groups.map((group) => [flowOf(group), group.lag])), came: cameSince(hour, logs) }),
});

/**
 * How long an event has been waiting, in seconds: accurate to the time between two looks
 * if it came within the hour, else a lower bound.
 */
export interface Waiting {
  oldest_seconds: number;
  oldest_is_older: boolean;
}

const waitingIn = (lengths: readonly Length[], handled: number, at: number): Waiting | null => {
  const seen = lengths.findIndex(({ end }) => end > handled);
  if (seen < 0) return null;
  return { oldest_seconds: Math.round((at - lengths[seen]!.at) / 1_000), oldest_is_older: seen === 0 };
};

/**
 * How long the oldest event that a consumer has not handled has been waiting; null if
 * none waits.
 */
export const oldestOf = ({ lengths }: LastHour, { topic, partitions }: ConsumerLag, at: number): Waiting | null =>
  partitions
    .filter(({ lag }) => lag > 0)
    .map(({ partition, handled }) => waitingIn(lengths.get(placeOf({ topic, partition })) ?? [], handled, at))
    .filter((waiting) => waiting !== null)
    .reduce<Waiting | null>((oldest, one) => (oldest === null || one.oldest_seconds > oldest.oldest_seconds ? one : oldest), null);
