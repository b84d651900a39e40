import type { Logger } from '#platform/logger';
import { settleOverdue } from './settle.ts';
import type { ReplayDeps } from './start-replay.ts';
import { stepBulkReplay } from './step-bulk.ts';

/** What {@link startReplayWorker} needs beside the parts of a replay. */
export interface WorkerOptions extends ReplayDeps {
  log: Logger;
  /** After this long without a report a replay is unconfirmed, in ms. */
  timeoutMs: number;
  /** How often to look for work, in ms. */
  pollMs: number;
}

/** One look: settles what is overdue, then takes every step of a bulk replay whose time has come. */
export const workOnReplays = async (options: Omit<WorkerOptions, 'pollMs'>): Promise<void> => {
  const { database, now, timeoutMs, log } = options;
  const count = await database.transaction((tx) => settleOverdue(tx, now(), timeoutMs));
  if (count > 0) log.warn({ count }, 'replays are not confirmed in time: their failures are open again');
  let more = true;
  while (more) more = await stepBulkReplay(options);
};

/** Works on replays until it is stopped, beside the requests; what is to do stands in rows, so that any number of replicas may, and a restart goes on. */
export const startReplayWorker = (options: WorkerOptions): { stop(): Promise<void> } => {
  const { pollMs, log } = options;
  let working: Promise<void> | undefined;
  let failing = false;
  const look = (): void => {
    working ??= workOnReplays(options)
      .then(() => void (failing = false))
      .catch((error: unknown) => {
        // Said once an outage, not at each look.
        if (!failing) log.warn({ err: error }, 'replays cannot be worked on; trying again');
        failing = true;
      })
      .finally(() => (working = undefined));
  };
  const timer = setInterval(look, pollMs);
  look();
  return {
    stop: async () => {
      clearInterval(timer);
      await working;
    },
  };
};
