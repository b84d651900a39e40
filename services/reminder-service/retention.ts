import type { Database } from '#platform/db/database';
import type { Logger } from '#platform/logger';
import { forgetOld } from './store/tasks.ts';

const hourMs = 3_600_000;

/** Forgets once an hour what no replay can reach any more. */
export const keepRetention = (database: Database, log: Logger): { stop(): Promise<void> } => {
  const forget = async (): Promise<void> => {
    try {
      await forgetOld(database);
    } catch (error) {
      log.warn({ err: error }, 'old tombstones and reminders cannot be removed; trying again in an hour');
    }
  };
  const timer = setInterval(() => void forget(), hourMs);
  return { stop: async () => clearInterval(timer) };
};
