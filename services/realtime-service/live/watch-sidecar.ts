import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '#platform/logger';

/** What {@link watchSidecar} needs. */
export interface WatchOptions {
  /** Rejects while the sidecar does not answer. */
  probe: () => Promise<unknown>;
  everyMs: number;
  /** How long a new sidecar takes to read its topics, in ms. */
  settleMs: number;
  /** The sidecar went away: events may be missed from now on. */
  onLost: () => void;
  /** A new sidecar reads again: what came in between is not known. */
  onSettled: () => void;
  log: Logger;
}

/**
 * Watches for a new sidecar, which starts at the end of each topic with a consumer group of its own: what was published
 * before it had joined is missed, and nothing tells of that.
 */
export const watchSidecar = ({ probe, everyMs, settleMs, onLost, onSettled, log }: WatchOptions): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const wait = (ms: number): Promise<void> => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
  const answers = (): Promise<boolean> => probe().then(() => true, () => false);
  const watch = async (): Promise<void> => {
    let state: 'lost' | 'settling' | 'reading' = 'lost';
    let since = 0;
    while (!signal.aborted) {
      const isThere = await answers();
      if (!isThere && state !== 'lost') {
        log.warn('the sidecar is gone: live updates may be missed');
        onLost();
        state = 'lost';
      } else if (isThere && state === 'lost') {
        state = 'settling';
        since = performance.now();
      } else if (state === 'settling' && performance.now() - since >= settleMs) {
        log.info('the sidecar reads the topics: clients reload');
        onSettled();
        state = 'reading';
      }
      await wait(everyMs);
    }
  };
  const watching = watch();
  return {
    stop: () => {
      stopping.abort();
      return watching;
    },
  };
};
