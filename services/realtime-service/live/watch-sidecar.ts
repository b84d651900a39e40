import type { Logger } from '#platform/logger';
import { repeat, type Repeated } from '#platform/repeat';
import type { Deps } from '../context.ts';

export interface WatchOptions {
  /** Rejects while the sidecar does not answer. */
  probe: () => Promise<unknown>;
  everyMs: number;
  /** How long a new sidecar takes to start reading its topics, in ms. */
  settleMs: number;
  /** The sidecar is gone: events may be missed from now on. */
  onLost: () => void;
  /** A new sidecar is reading: what came in between is lost. */
  onSettled: () => void;
  log: Logger;
}

/**
 * Watches for a new sidecar. It reads each topic from its end in a consumer group of its
 * own, so nothing shows what was published before it joined.
 */
export const watchSidecar = ({ probe, everyMs, settleMs, onLost, onSettled, log }: WatchOptions): Repeated => {
  let state: 'lost' | 'settling' | 'reading' = 'lost';
  let since = 0;
  const lose = (): void => {
    if (state === 'lost') return;
    state = 'lost';
    log.warn('the sidecar is gone: live updates may be missed');
    onLost();
  };
  const settle = (): void => {
    if (state === 'lost') {
      state = 'settling';
      since = performance.now();
    } else if (state === 'settling' && performance.now() - since >= settleMs) {
      state = 'reading';
      log.info('the sidecar reads the topics: clients reload');
      onSettled();
    }
  };
  return repeat({ what: 'watching the sidecar', everyMs, log }, () => probe().then(settle, lose));
};

const everyMs = 500;
const limitMs = 2_000;

/** {@link watchSidecar} for the sidecar of this process. */
export const watchOwnSidecar = ({ config, windows, hub, log }: Deps): Repeated =>
  watchSidecar({
    probe: async () => {
      const { ok, status } = await fetch(`http://127.0.0.1:${config.DAPR_HTTP_PORT}/v1.0/healthz`, { signal: AbortSignal.timeout(limitMs) });
      if (!ok) throw new Error(`the sidecar answers ${status}`);
    },
    everyMs,
    settleMs: config.REALTIME_SETTLE_MS,
    onLost: windows.clear,
    onSettled: hub.reloadAll,
    log,
  });
