import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Health } from '../health.ts';
import type { Logger } from '../logger.ts';

const probeMs = 500;

/**
 * How long daprd needs after its last delivery to end a subscription; turning green earlier
 * can lose it (docs/decisions/0010).
 */
const quietMs = 1_500;

/** If deliveries go on for longer than this, the sidecar is not looking at health. */
const longestSettleMs = 30_000;

/** Knows whether the infrastructure under the handlers is down, and waits for its return. */
export interface OutageGuard {
  /**
   * Reports a failure of infrastructure: health turns red, and so the sidecar pauses its
   * subscriptions, until the probe succeeds.
   */
  report(error: unknown): void;
  /** Resolves with true once the outage is over, with false if it still lasts after `ms`. */
  over(ms: number): Promise<boolean>;
  /** Runs deliveries; health stays red until the last one that the outage has held is answered. */
  during<T>(deliveries: () => Promise<T>): Promise<T>;
  stop(): void;
}

/** A guard that probes until the outage is over; `probe` rejects as long as it lasts. */
export const createOutageGuard = (probe: () => Promise<unknown>, health: Health, log: Logger): OutageGuard => {
  const stopping = new AbortController();
  const pause = (ms: number): Promise<unknown> => sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  let recovery: Promise<void> | undefined;
  let underWay = 0;
  let lastAnswer = 0;

  const recover = async (): Promise<void> => {
    const since = performance.now();
    while (!stopping.signal.aborted) {
      await pause(probeMs);
      if (await probe().then(() => true, () => false)) break;
    }
    recovery = undefined;
    log.info({ outage_ms: Math.round(performance.now() - since) }, 'the outage is over');
  };
  const settle = async (): Promise<void> => {
    await recovery;
    const since = performance.now();
    const isQuiet = (): boolean => underWay === 0 && performance.now() - lastAnswer > quietMs;
    while (!stopping.signal.aborted && !isQuiet() && performance.now() - since < longestSettleMs) await pause(probeMs / 5);
    if (recovery === undefined) health.green('outage');
  };

  return {
    report: (error) => {
      if (recovery !== undefined) return;
      health.red('outage', (error as Error).message);
      log.warn({ err: error }, 'an outage of infrastructure: deliveries wait, the sidecar is told to pause');
      recovery = recover();
      void settle();
    },
    over: async (ms) => {
      if (recovery === undefined) return true;
      const waited = new AbortController();
      const timeout = sleep(ms, false, { signal: waited.signal }).catch(() => false);
      const result = await Promise.race([recovery.then(() => true), timeout]);
      waited.abort();
      return result;
    },
    during: async (deliveries) => {
      underWay += 1;
      try {
        return await deliveries();
      } finally {
        underWay -= 1;
        lastAnswer = performance.now();
      }
    },
    stop: () => stopping.abort(),
  };
};
