import type { Logger } from '#platform/logger';
import { repeat, type Repeated } from '#platform/repeat';
import { settleOverdue } from './settle.ts';
import type { ReplayDeps } from './start-replay.ts';
import { stepBulkReplay } from './step-bulk.ts';

/** The dependencies of the worker. */
export interface WorkerOptions extends ReplayDeps {
  log: Logger;
  /** After this long without a report a replay is unconfirmed, in ms. */
  timeoutMs: number;
  /** How often to look for work, in ms. */
  pollMs: number;
}

/**
 * One look: settles what is overdue, then takes every step of a bulk replay whose time has
 * come.
 */
export const workOnReplays = async (options: Omit<WorkerOptions, 'pollMs'>): Promise<void> => {
  const { database, now, timeoutMs, log } = options;
  const count = await database.transaction((tx) => settleOverdue(tx, now(), timeoutMs));
  if (count > 0) log.warn({ count }, 'replays are not confirmed in time: their failures are open again');
  let more = true;
  while (more) more = await stepBulkReplay(options);
};

/**
 * Works on replays in the background until stopped. All work is kept in rows, so any number
 * of replicas can share it, and a restart continues it.
 */
export const startReplayWorker = (options: WorkerOptions): Repeated =>
  repeat({ what: 'the work on replays', everyMs: options.pollMs, log: options.log }, () => workOnReplays(options));
