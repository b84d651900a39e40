import { setTimeout as sleep } from 'node:timers/promises';
import type { Health } from '../health.ts';
import type { Logger } from '../logger.ts';

const probeMs = 500;

/** Knows whether the infrastructure under the handlers is down, and waits for its return. */
export interface OutageGuard {
  /** Tells of a failure of infrastructure: health turns red, so that the sidecar pauses its subscriptions, until the probe succeeds. */
  report(error: unknown): void;
  /** Resolves with true once there is no outage, with false when it still lasts after `ms`. */
  over(ms: number): Promise<boolean>;
  stop(): void;
}

/** A guard that probes until the outage is over; `probe` rejects as long as it lasts. */
export const createOutageGuard = (probe: () => Promise<unknown>, health: Health, log: Logger): OutageGuard => {
  const stopping = new AbortController();
  let recovery: Promise<void> | undefined;
  const recover = async (): Promise<void> => {
    const since = Date.now();
    while (!stopping.signal.aborted) {
      await sleep(probeMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      const alive = await probe().then(() => true, () => false);
      if (alive) break;
    }
    health.green('outage');
    log.info({ outage_ms: Date.now() - since }, 'the outage is over');
    recovery = undefined;
  };
  return {
    report: (error) => {
      if (recovery !== undefined) return;
      health.red('outage', (error as Error).message);
      log.warn({ err: error }, 'an outage of infrastructure: deliveries wait, the sidecar is told to pause');
      recovery = recover();
    },
    over: async (ms) => {
      if (recovery === undefined) return true;
      const waited = new AbortController();
      const timeout = sleep(ms, false, { signal: waited.signal }).catch(() => false);
      const result = await Promise.race([recovery.then(() => true), timeout]);
      waited.abort();
      return result;
    },
    stop: () => stopping.abort(),
  };
};
