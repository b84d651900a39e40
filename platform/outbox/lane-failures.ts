import { performance } from 'node:perf_hooks';
import { backoffMs } from './backoff.ts';

/** Which lanes of a topic wait after a failure, and until when. */
export interface LaneFailures {
  /** Counts one more failure of a lane, in a row, and returns how many there were. */
  failed(key: string): number;
  succeeded(key: string): void;
  /** The lanes that have to wait. */
  waiting(): string[];
  /** Milliseconds until the first of them may go on; undefined when none waits. */
  nextIn(): number | undefined;
}

/** A lane that nobody tried for this long was taken over or emptied by another relay. */
const forgetMs = 60_000;

/** Keeps failures in memory: after a restart every lane is tried at once, which is what a restart is for. */
export const trackLaneFailures = (): LaneFailures => {
  const lanes = new Map<string, { failures: number; until: number }>();
  const waits = (): [string, number][] => {
    const now = performance.now();
    for (const [key, { until }] of lanes) if (until < now - forgetMs) lanes.delete(key);
    return [...lanes].flatMap(([key, { until }]) => (until > now ? [[key, until - now] as [string, number]] : []));
  };
  return {
    failed: (key) => {
      const failures = (lanes.get(key)?.failures ?? 0) + 1;
      lanes.set(key, { failures, until: performance.now() + backoffMs(failures, Math.random()) });
      return failures;
    },
    succeeded: (key) => void lanes.delete(key),
    waiting: () => waits().map(([key]) => key),
    nextIn: () => waits().reduce<number | undefined>((least, [, ms]) => Math.min(least ?? ms, ms), undefined),
  };
};
