import type { Database } from '#platform/db/database';
import type { Logger } from '#platform/logger';
import { forgetSettled, forgetStrayReports } from './store/retention.ts';

const hourMs = 3_600_000;

/** Forgets once an hour what is settled for longer than `days`; what is open stays. */
export const keepRetention = (database: Database, days: number, log: Logger): { stop(): Promise<void> } => {
  const forget = async (): Promise<void> => {
    try {
      const [reports, dead_letters] = [await forgetStrayReports(database), await forgetSettled(database, days)];
      if (reports + dead_letters > 0) log.info({ reports, dead_letters, days }, 'what is settled for long was removed');
    } catch (error) {
      log.warn({ err: error }, 'old dead letters cannot be removed; trying again in an hour');
    }
  };
  void forget();
  const timer = setInterval(() => void forget(), hourMs).unref();
  return { stop: async () => clearInterval(timer) };
};
