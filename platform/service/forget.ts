import type { Database } from '../db/database.ts';
import type { Purge } from '../db/purge.ts';
import { purgeTries } from '../inbox/failed-tries.ts';
import { purgeInbox } from '../inbox/inbox.ts';
import type { Logger } from '../logger.ts';
import { purgeKeys } from '../outbox/purge-keys.ts';
import { repeat, type Repeated } from '../repeat.ts';

const hourMs = 3_600_000;

/** What a service forgets, by name. */
export type Purges = Readonly<Record<string, Purge>>;

/** The purges of the platform's own tables; only a service that handles events has an inbox. */
export const platformPurges = (database: Database, handles: boolean): Purges => ({
  outbox_keys: purgeKeys(database),
  ...(handles && { inbox: purgeInbox(database), failed_tries: purgeTries(database) }),
});

/** Runs the purges one after the other; a failing one does not hold up the rest. */
const purgeAll = async (purges: Purges, stopping: AbortSignal): Promise<{ counts: Record<string, number>; errors: unknown[] }> => {
  const counts: Record<string, number> = {};
  const errors: unknown[] = [];
  for (const [name, purge] of Object.entries(purges)) {
    try {
      counts[name] = await purge(stopping);
    } catch (error) {
      errors.push(error);
    }
  }
  return { counts, errors };
};

/** Purges now and once an hour, and logs how much was removed. */
export const keepForgetting = (purges: Purges, log: Logger): Repeated =>
  repeat({ what: 'removing what is past its time', everyMs: hourMs, log }, async (stopping) => {
    const { counts, errors } = await purgeAll(purges, stopping);
    if (Object.values(counts).some((count) => count > 0)) log.info(counts, 'what is past its time was removed');
    if (errors.length > 0) throw new AggregateError(errors, 'some of what is past its time cannot be removed');
  });
