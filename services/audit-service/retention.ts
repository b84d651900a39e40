import type { Database } from '#platform/db/database';
import type { Logger } from '#platform/logger';
import { pruneEntries } from './store/maintenance.ts';

const dayMs = 86_400_000;

/** Prunes at the start and once a day. */
export const keepRetention = (database: Database, days: number, log: Logger): { stop(): Promise<void> } => {
  const prune = async (): Promise<void> => {
    try {
      const count = await pruneEntries(database, days);
      if (count > 0) log.info({ count, days }, 'audit entries past their retention removed');
    } catch (error) {
      log.warn({ err: error }, 'old audit entries cannot be removed; trying again tomorrow');
    }
  };
  void prune();
  const timer = setInterval(() => void prune(), dayMs);
  return { stop: async () => clearInterval(timer) };
};
