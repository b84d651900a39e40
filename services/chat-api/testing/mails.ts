import { silentLog } from '../../../test/helpers/database.ts';
import { runErrands } from '../errands/errands.ts';
import { runErrand } from '../errands/run-errand.ts';
import type { TestApp } from './test-app.ts';

/** What notification-service was asked for. */
export interface Asked {
  path: string;
  body: { id?: string; kind?: string; to?: string; name?: string | null; secret?: string };
}

/**
 * Does the errands of a test's chat-api now, and tells what was asked; `isAway`:
 * notification-service does not answer.
 */
export const doErrands = async ({ db }: Pick<TestApp, 'db'>, { isAway = false, now = () => new Date().toISOString() }: { isAway?: boolean; now?: () => string } = {}): Promise<Asked[]> => {
  const asked: Asked[] = [];
  const ask = async (path: string, body: object): Promise<void> => {
    asked.push({ path, body });
    if (isAway) throw new Error('notification-service is away');
  };
  await db.database.query('update errands set due_at = now()');
  while ((await runErrands({ database: db.database, log: silentLog, run: runErrand({ database: db.database, now, ask }) })) === 0);
  return asked;
};
