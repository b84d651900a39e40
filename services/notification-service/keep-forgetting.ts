import type { Database } from '#platform/db/database';
import type { Logger } from '#platform/logger';
import { forgetOldRows } from './store/forget.ts';

const hourMs = 3_600_000;

/** Removes old rows once an hour. */
export const keepForgetting = (database: Database, log: Logger): { stop(): Promise<void> } => {
  const timer = setInterval(() => {
    forgetOldRows(database).catch((error: unknown) => log.warn({ err: error }, 'old rows cannot be removed; trying again in an hour'));
  }, hourMs).unref();
  return { stop: async () => clearInterval(timer) };
};
