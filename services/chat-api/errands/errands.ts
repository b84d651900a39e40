import type { Database } from '#platform/db/database';
import type { Logger } from '#platform/logger';
import { repeat, type Repeated } from '#platform/repeat';
import { claimErrands, endErrand, postponeErrand, type Errand } from '../store/errands.ts';

/** Does an errand; rejects to have it tried again. */
export type Run = (errand: Errand) => Promise<void>;

/** What errands need. */
export interface ErrandOptions {
  database: Database;
  run: Run;
  log: Logger;
}

/** The errands of this process. */
export interface Errands {
  /** Announces that there may be an errand. */
  wake(): void;
  start(): Pick<Repeated, 'stop'>;
}

const atOnce = 5;
/** No try takes longer. */
const leaseMs = 60_000;
/** Errands of a process that died are found by polling; all others are announced. */
const idleMs = 30_000;

const retryMs = (tries: number): number => Math.min(1_000 * 2 ** Math.min(tries, 20), 300_000);

const tryOne = async ({ database, run, log }: ErrandOptions, errand: Errand): Promise<number> => {
  try {
    await run(errand);
    await endErrand(database, errand.id);
    return idleMs;
  } catch (error) {
    log.warn({ err: error, errand_id: errand.id, what: errand.what, tries: errand.tries }, 'an errand to another service is tried again');
    const ms = retryMs(errand.tries);
    await postponeErrand(database, errand.id, ms);
    return ms;
  }
};

/** Tries the due errands, and returns after how long, in ms, there may be more. */
export const runErrands = async (options: ErrandOptions): Promise<number> => {
  const claimed = await claimErrands(options.database, atOnce, leaseMs);
  const waits = await Promise.all(claimed.map((errand) => tryOne(options, errand)));
  return claimed.length === atOnce ? 0 : Math.min(idleMs, ...waits);
};

/** The errands of this process, not yet started. */
export const openErrands = (options: ErrandOptions): Errands => {
  let running: Repeated | undefined;
  let waitMs = idleMs;
  return {
    wake: () => running?.wake(),
    start: () => {
      running = repeat({ what: 'errands to other services', everyMs: () => waitMs, log: options.log }, async () => {
        waitMs = idleMs;
        waitMs = await runErrands(options);
      });
      return running;
    },
  };
};
