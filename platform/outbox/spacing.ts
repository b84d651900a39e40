import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Up to here people take it for at once. */
const mostMs = 100;
const eachEventMs = 2;

/** Keeps waves apart: the more events come, the more of them share the cost of a wave. */
export interface Spacing {
  /** Waits until the next wave may begin. */
  wait(): Promise<void>;
  /** Counts the events of the wave that begins. */
  count(events: number, moreBehind: boolean): void;
}

/** The spacing of a relay's waves, at least `leastMs` from the beginning of one to the next. */
export const createSpacing = (leastMs: number): Spacing => {
  let notBefore = 0;
  let events = 0;
  return {
    wait: async () => {
      const ms = notBefore - performance.now();
      if (ms > 0) await sleep(ms);
    },
    count: (more, moreBehind) => {
      events += more;
      // What stands behind the heads has waited already.
      if (moreBehind) return;
      notBefore = performance.now() + Math.max(leastMs, Math.min(eachEventMs * events, mostMs));
      events = 0;
    },
  };
};
