import type { AlertKind } from '#contracts/http/ops/alerts';
import type { Queryable } from '#platform/db/database';
import { purgeRows, type Purge } from '#platform/db/purge';
import type { Alert } from '../domain/alert.ts';

type Times = 'latest' | 'fired_at' | 'resolved_at' | 'notified_at';
type Row = Omit<Alert, Times> & Record<Times, Date | null>;

const columns = [
  'kind', 'subject', 'severity', 'summary', 'details', 'path', 'command', 'latest', 'state', 'bad_rounds', 'good_rounds', 'fired_at', 'resolved_at', 'notified_at',
] as const satisfies (keyof Alert)[];

const iso = (time: Date | null): string | null => time?.toISOString() ?? null;

const toAlert = (row: Row): Alert => ({
  ...row, latest: iso(row.latest), fired_at: iso(row.fired_at), resolved_at: iso(row.resolved_at), notified_at: iso(row.notified_at),
});

/**
 * Takes the turn to look at everything, for the rest of the transaction: false while
 * another replica looks, or when one has looked within `everyMs` of `now`, both in ms.
 */
export const takeTurn = async (tx: Queryable, now: number, everyMs: number): Promise<boolean> => {
  const turns = await tx.query(
    `update alert_rounds set looked_at = $1
     where only_one = (select only_one from alert_rounds where looked_at <= $2 for update skip locked) returning 1`,
    [new Date(now), new Date(now - everyMs)],
  );
  return turns.length > 0;
};

/** Every alert. */
export const listAlerts = async (db: Queryable): Promise<Alert[]> => (await db.query<Row>(`select ${columns.join(', ')} from alerts`)).map(toAlert);

/** The alerts that fire, and those that did since an instant, the latest first. */
export const listRecentAlerts = async (db: Queryable, since: Date, limit: number): Promise<Alert[]> => {
  const rows = await db.query<Row>(
    `select ${columns.join(', ')} from alerts
     where fired_at is not null and (state = 'firing' or resolved_at >= $1) order by (state = 'firing') desc, fired_at desc limit $2`,
    [since, limit],
  );
  return rows.map(toAlert);
};

/** Writes an alert as it is now. */
export const saveAlert = (tx: Queryable, alert: Alert): Promise<unknown> =>
  tx.query(
    `insert into alerts (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})
     on conflict (kind, subject) do update set ${columns.slice(2).map((column) => `${column} = excluded.${column}`).join(', ')}`,
    columns.map((column) => (column === 'details' ? JSON.stringify(alert.details) : alert[column])),
  );

/** Forgets an alert that never fired. */
export const forgetAlert = (tx: Queryable, { kind, subject }: Alert): Promise<unknown> =>
  tx.query('delete from alerts where kind = $1 and subject = $2', [kind, subject]);

/** Removes alerts that are over for a month, with what was sent of them. */
export const purgeOldAlerts = (db: Queryable): Purge =>
  purgeRows(db, { table: 'alerts', where: `state = 'resolved' and resolved_at < now() - interval '30 days'` });

/** What fires, the latest first. */
export const listFiring = (db: Queryable): Promise<Pick<Alert, 'severity' | 'summary' | 'path'>[]> =>
  db.query(`select severity, summary, path from alerts where state = 'firing' order by fired_at desc limit 500`);

/** How many alerts fire, by kind. */
export const countFiring = async (db: Queryable): Promise<Map<AlertKind, number>> => {
  const rows = await db.query<{ kind: AlertKind; count: number }>(`select kind, count(*) as count from alerts where state = 'firing' group by kind`);
  return new Map(rows.map(({ kind, count }) => [kind, count]));
};
