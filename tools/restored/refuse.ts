import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from '@platformatic/kafka';
import { schemaOf } from '#platform/db/connection';
import type { Queryable } from '#platform/db/queryable';
import { services } from '../../services/catalogue.ts';
import type { Group } from './groups.ts';
import { livingGroups } from './move-groups.ts';

/** The clocks of servers may differ by this much. */
const toleranceMs = 2_000;
/** Kafka knows for this long of members that were killed. */
const patienceMs = 60_000;

const howToStop = 'Stop all services and their sidecars (kubectl -n todo scale deployment -l app.kubernetes.io/part-of=todo --replicas=0; locally end npm start, with PostgreSQL and Kafka running on), then run this again.';

/** Refuses while a service is connected to the database. */
export const refuseConnected = async (db: Queryable): Promise<void> => {
  const rows = await db.query<{ name: string }>(
    'select distinct application_name as name from pg_stat_activity where application_name = any($1) and pid <> pg_backend_pid() and datname = current_database()',
    [services.map(({ id }) => id)],
  );
  if (rows.length > 0) throw new Error(`${rows.map(({ name }) => name).sort().join(', ')}: still connected to the database. ${howToStop}`);
};

/** Refuses while a consumer group has members, because Kafka moves no offsets under them; those that were killed leave within a minute. */
export const refuseConsuming = async (admin: Admin, groups: readonly Group[], say: (line: string) => void): Promise<void> => {
  for (const end = Date.now() + patienceMs; ; await sleep(2_000)) {
    const living = await livingGroups(admin, groups);
    if (living.length === 0) return;
    if (Date.now() > end) throw new Error(`${living.join(', ')}: still in their consumer groups. ${howToStop}`);
    say(`waiting for ${living.join(', ')} to leave their consumer groups`);
  }
};

const tables = (hasInbox: boolean): [table: string, column: string][] => [['outbox_keys', 'used_at'], ...(hasInbox ? ([['inbox', 'received_at']] as [string, string][]) : [])];

/** Refuses where something was written after the instant that the database is said to have gone back to. */
export const refuseLater = async (db: Queryable, groups: readonly Group[], restoredTo: Date): Promise<void> => {
  for (const { id } of services.filter(({ database }) => database)) {
    for (const [table, column] of tables(groups.some((group) => group.id === id && group.hasInbox))) {
      const [row] = await db.query<{ latest: Date | null }>(`select max(${column}) as latest from ${schemaOf(id)}.${table}`);
      if (row?.latest == null || row.latest.getTime() <= restoredTo.getTime() + toleranceMs) continue;
      throw new Error(
        `${id} has written at ${row.latest.toISOString()}, after ${restoredTo.toISOString()}. Either the database went back to a later instant: say that one. ` +
          'Or services have run since: stop them, restore the database once more, and run this before they start.',
      );
    }
  }
};
