import type { Logger } from './logger.ts';

/** Background work. */
export interface Repeated {
  /** Starts the next round at once, or right after the current one. */
  wake(): void;
  /** Starts no further round and resolves when the current one has ended. */
  stop(): Promise<void>;
}

/**
 * The loop's name in the log, and the wait after each round, in ms; a function when the
 * wait depends on the round.
 */
export interface RepeatOptions {
  what: string;
  everyMs: number | (() => number);
  log: Logger;
}

/**
 * Runs work in rounds, one at a time. A long round should end early when `stopping` aborts.
 * Logs an outage once, and its end.
 */
export const repeat = ({ what, everyMs, log }: RepeatOptions, work: (stopping: AbortSignal) => Promise<unknown>): Repeated => {
  const stopping = new AbortController();
  let woken = false;
  let failing = false;
  let endPause = (): void => undefined;

  const round = async (): Promise<void> => {
    try {
      await work(stopping.signal);
      if (failing) log.info({ what }, 'works again');
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ err: error, what }, 'failed; trying again');
      failing = true;
    }
  };
  const wait = async (): Promise<void> => {
    const ms = typeof everyMs === 'number' ? everyMs : everyMs();
    if (woken || stopping.signal.aborted || ms <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      woken = false;
      await round();
      await wait();
    }
  };
  const running = run();
  return {
    wake: () => {
      woken = true;
      endPause();
    },
    stop: async () => {
      stopping.abort();
      endPause();
      await running;
    },
  };
};
