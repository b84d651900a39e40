import { placeOf, positionOf, type ConsumerLag, type PartitionLog } from './lag.ts';

/**
 * Offsets at one instant, in ms: the end of each partition and how far each consumer has
 * handled it.
 */
export interface Sample {
  at: number;
  ends: ReadonlyMap<string, number>;
  handled: ReadonlyMap<string, number>;
}

/** How many events came to each key within a window, and how long it was, in seconds. */
export interface Growth {
  seconds: number;
  /** When the window began, in ms. */
  since: number;
  ends: ReadonlyMap<string, number>;
  handled: ReadonlyMap<string, number>;
}

/** The sample of one reading of the broker. */
export const sampleOf = (at: number, logs: readonly PartitionLog[], groups: readonly ConsumerLag[]): Sample => ({
  at,
  ends: new Map(logs.map((log) => [placeOf(log), log.end])),
  handled: new Map(
    groups.flatMap(({ consumer, topic, partitions }) => partitions.map(({ partition, handled }) => [positionOf({ consumer, topic, partition }), handled] as const)),
  ),
});

/** The samples that a window of this length needs, oldest first. */
export const keepWindow = (samples: readonly Sample[], next: Sample, windowMs: number): Sample[] =>
  [...samples, next].filter(({ at }) => at >= next.at - windowMs);

const growthBetween = (samples: readonly Sample[], offsetsOf: (sample: Sample) => ReadonlyMap<string, number>): Map<string, number> => {
  const grown = new Map<string, number>();
  samples.slice(1).forEach((sample, i) => {
    for (const [key, offset] of offsetsOf(sample)) {
      // A new key, or one that goes back because its topic was recreated, has no measurable growth.
      const step = Math.max(0, offset - (offsetsOf(samples[i]!).get(key) ?? offset));
      grown.set(key, (grown.get(key) ?? 0) + step);
    }
  });
  return grown;
};

/** What came within the last `windowMs` of the samples; null before there are two. */
export const growthOf = (samples: readonly Sample[], windowMs: number): Growth | null => {
  const last = samples.at(-1);
  const within = samples.filter(({ at }) => at >= (last?.at ?? 0) - windowMs);
  if (last === undefined || within.length < 2) return null;
  const since = within[0]!.at;
  return { seconds: (last.at - since) / 1_000, since, ends: growthBetween(within, (s) => s.ends), handled: growthBetween(within, (s) => s.handled) };
};
