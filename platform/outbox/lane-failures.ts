import { performance } from 'node:perf_hooks';
import { backoffMs } from './backoff.ts';

/** The lanes that wait after a failure, by name, and until when. */
export interface LaneFailures {
  /** Counts one more failure of a lane, in a row, and returns how many there were. */
  failed(lane: string): number;
  succeeded(lane: string): void;
  /** The lanes that have to wait. */
  waiting(): string[];
  /** Milliseconds until the first of them may go on; undefined when none waits. */
  nextIn(): number | undefined;
}

/** A lane not tried for this long was taken over or emptied by another relay. */
const forgetMs = 60_000;

/**
 * Keeps failures in memory, so a restart tries every lane at once, as one would expect of a
 * restart.
 */
export const trackLaneFailures = (): LaneFailures => {
  const lanes = new Map<string, { failures: number; until: number }>();
  const waits = (): [string, number][] => {
    const now = performance.now();
    for (const [lane, { until }] of lanes) if (until < now - forgetMs) lanes.delete(lane);
    return [...lanes].flatMap(([lane, { until }]) => (until > now ? [[lane, until - now] as [string, number]] : []));
  };
  return {
    failed: (lane) => {
      const failures = (lanes.get(lane)?.failures ?? 0) + 1;
      lanes.set(lane, { failures, until: performance.now() + backoffMs(failures, Math.random()) });
      return failures;
    },
    succeeded: (lane) => void lanes.delete(lane),
    waiting: () => waits().map(([lane]) => lane),
    nextIn: () => waits().reduce<number | undefined>((least, [, ms]) => Math.min(least ?? ms, ms), undefined),
  };
};
