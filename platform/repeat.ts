import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from './logger.ts';

/** Work that goes on in the background. */
export interface Repeated {
  /** Begins the next round at once, or right after the one under way. */
  wake(): void;
  /** Begins no further round and resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/** Does something again and again, one round at a time, the next one `everyMs` after the end of the last; a failure is said once an outage. */
export const repeat = (options: { what: string; everyMs: number; log: Logger }, work: () => Promise<unknown>): Repeated => {
  const { what, everyMs, log } = options;
  const stopping = new AbortController();
  let woken = false;
  let failing = false;
  let pause = new AbortController();

  const round = async (): Promise<void> => {
    try {
      await work();
      if (failing) log.info({ what }, 'works again');
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ err: error, what }, 'failed; trying again');
      failing = true;
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      woken = false;
      await round();
      pause = new AbortController();
      if (!woken && !stopping.signal.aborted) await sleep(everyMs, undefined, { signal: pause.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    wake: () => {
      woken = true;
      pause.abort();
    },
    stop: async () => {
      stopping.abort();
      pause.abort();
      await running;
    },
  };
};
