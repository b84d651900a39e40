import { performance } from 'node:perf_hooks';
import { quickMs } from '../db/connection.ts';
import type { Queryable } from '../db/database.ts';
import { bucketCount } from './draft.ts';

const leaseMs = 6_000;
/**
 * A holder stops this long before its lease ends, so that a slow clock or query never
 * overlaps the next holder.
 */
const marginMs = 1_500;

/**
 * How often leases are renewed, in ms. These queries are always fast, so a silent server is
 * noticed here first.
 */
export const renewEveryMs = 1_500;

/** The buckets of one relay. */
export interface Leases {
  /**
   * The buckets that this relay may publish now; empty when its lease has run out, for
   * example after a long pause of the process.
   */
  held(): number[];
  /** Renews the leases; resolves with whether there are new buckets. */
  renew(): Promise<boolean>;
  /** Hands all buckets back, so that another relay need not wait for the lease to end. */
  release(): Promise<void>;
}

/**
 * Marks this relay as alive, renews its buckets and counts the relays, all in one statement
 * because it runs so often.
 */
const keep = async (db: Queryable, owner: string): Promise<{ live: number; buckets: number[] }> => {
  const [row] = await db.query<{ live: number; buckets: number[] }>(
    `with seen as (
       insert into outbox_relays (owner, seen_at) values ($1, now()) on conflict (owner) do update set seen_at = excluded.seen_at),
     gone as (
       delete from outbox_relays where owner in (select owner from outbox_relays where owner <> $1 and seen_at < now() - interval '1 minute' for update skip locked)),
     extended as (
       update outbox_leases set expires_at = now() + $2 * interval '1 ms' where owner = $1 and expires_at > now() returning bucket)
     select 1 + (select count(*) from outbox_relays where owner <> $1 and seen_at > now() - $2 * interval '1 ms') as live,
       coalesce((select array_agg(bucket order by bucket) from extended), '{}') as buckets`,
    [owner, leaseMs],
    quickMs,
  );
  return row!;
};

const claim = (db: Queryable, owner: string, count: number): Promise<{ bucket: number }[]> =>
  db.query(
    `update outbox_leases set owner = $1, expires_at = now() + $2 * interval '1 ms'
     where bucket in (select bucket from outbox_leases where expires_at < now() order by bucket limit $3 for update skip locked)
     returning bucket`,
    [owner, leaseMs, count],
    quickMs,
  );

const giveBack = (db: Queryable, owner: string, buckets: number[]): Promise<unknown> =>
  db.query(`update outbox_leases set owner = null, expires_at = '-infinity' where owner = $1 and bucket = any($2)`, [owner, buckets]);

/**
 * Divides the lanes among the relays of a service. Leases only save double work: order does
 * not rest on them, because no relay sends an event before its predecessor was acknowledged
 * (docs/decisions/0001).
 */
export const createLeases = (db: Queryable, owner: string): Leases => {
  let buckets: number[] = [];
  let deadline = 0;
  return {
    held: () => (performance.now() < deadline ? buckets : []),
    renew: async () => {
      const asked = performance.now();
      const before = performance.now() < deadline ? buckets : [];
      const { live, buckets: mine } = await keep(db, owner);
      const share = Math.ceil(bucketCount / live);
      const surplus = mine.splice(share);
      buckets = mine;
      if (surplus.length > 0) await giveBack(db, owner, surplus);
      if (mine.length < share) mine.push(...(await claim(db, owner, share - mine.length)).map((row) => row.bucket));
      deadline = asked + leaseMs - marginMs;
      return mine.some((bucket) => !before.includes(bucket));
    },
    release: async () => {
      const all = buckets;
      buckets = [];
      await giveBack(db, owner, all);
      await db.query('delete from outbox_relays where owner = $1', [owner]);
    },
  };
};
