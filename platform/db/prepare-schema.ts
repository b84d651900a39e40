import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, pendingMigrations, type MigrationOptions } from './migrate.ts';
import { isOutage, Unavailable } from './outage.ts';

/** With `check`, another process migrates, with a role that may. */
export interface SchemaOptions extends MigrationOptions {
  mode: 'apply' | 'check';
}

const requireMigrated = async (options: SchemaOptions): Promise<void> => {
  const pending = await pendingMigrations(options);
  if (pending.length > 0) throw new Unavailable(`the schema lacks ${pending.join(', ')}: run npm run migrate (on Kubernetes the Job migrate-<version> does)`);
};

/**
 * Resolves as soon as the schema is up to date. It waits for a database that is not there
 * yet, and for locks that others hold; any other failure is final.
 */
export const prepareSchema = async (options: SchemaOptions, firstPauseMs = 500): Promise<void> => {
  const work = options.mode === 'apply' ? migrate : requireMigrated;
  for (let delay = firstPauseMs; ; delay = Math.min(delay * 2, 10_000)) {
    try {
      return await work(options);
    } catch (error) {
      if (!isOutage(error)) throw error;
      options.log.warn({ reason: (error as Error).message, retry_ms: delay }, 'waiting for PostgreSQL: is it running, is DATABASE_URL right, is the schema migrated, does a long transaction lock a table?');
      await sleep(delay);
    }
  }
};
