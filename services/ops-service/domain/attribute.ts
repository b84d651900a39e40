import { isSamePlace, type Arrival, type FailedTry } from './dead-letter.ts';

/** A handler may take as long as the sidecar waits for it; then its report belongs to a later dead letter. */
const longestBeforeMs = 120_000;
/** The clocks of an app and its sidecar are the same one; this is for their rounding. */
const longestAfterMs = 1_000;

/** How often the sidecar delivers an event before it gives up (components/resiliency.yaml). */
const triesInAll = 4;
/** The longest pause between two of those tries is shorter. */
const longestPauseMs = 5_000;

interface Pair {
  arrival: Arrival;
  failed: FailedTry;
  gap: number;
}

const isBySame = (a: FailedTry, b: FailedTry): boolean =>
  a.consumer === b.consumer && (a.place === null || b.place === null || isSamePlace(a.place, b.place));

/** Whether the sidecar may have given up after this try: no other came soon. */
const mayBeLast = (failed: FailedTry, tries: readonly FailedTry[]): boolean =>
  failed.attempt % triesInAll === 0 ||
  !tries.some((next) => next !== failed && isBySame(next, failed) && next.at >= failed.at && next.at - failed.at < longestPauseMs);

const pairsOf = (arrivals: readonly Arrival[], tries: readonly FailedTry[]): Pair[] =>
  arrivals
    .flatMap((arrival) => tries.map((failed) => ({ arrival, failed, gap: arrival.at - failed.at })))
    .filter(({ arrival, failed, gap }) => (failed.place === null || isSamePlace(failed.place, arrival.place)) && gap <= longestBeforeMs && gap >= -longestAfterMs)
    .sort((a, b) => Math.abs(a.gap) - Math.abs(b.gap));

/** Who dead-lettered an event, and the arrivals that nobody's report explains. */
export interface Attribution {
  consumers: Set<string>;
  unexplained: Arrival[];
}

/**
 * Tells the consumers that gave an event up from those whose later try worked. Dapr does not say who wrote a dead letter; but a sidecar writes it at
 * once after the last failed try. So each arrival belongs to the nearest try that may have been a last one, and no try explains two arrivals.
 */
export const attribute = (arrivals: readonly Arrival[], tries: readonly FailedTry[]): Attribution => {
  const explained = new Set<Arrival>();
  const used = new Set<FailedTry>();
  for (const { arrival, failed } of pairsOf(arrivals, tries.filter((failed) => mayBeLast(failed, tries)))) {
    if (explained.has(arrival) || used.has(failed)) continue;
    explained.add(arrival);
    used.add(failed);
  }
  return { consumers: new Set([...used].map(({ consumer }) => consumer)), unexplained: arrivals.filter((arrival) => !explained.has(arrival)) };
};
