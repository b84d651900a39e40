import type { Queryable } from '#platform/db/database';
import { fitsPage, runningBytes } from '#platform/db/page-bytes';
import type { Position, StoredEntry } from '../domain/verify.ts';
import { payloadBytes } from './payload-bytes.ts';

/** The recorded end and the present start of a chain. */
export interface ChainBounds {
  chain: number;
  head: Position;
  start: Position;
}

/** The bounds of all chains at one moment. */
export const readBounds = async (db: Queryable): Promise<ChainBounds[]> =>
  (
    await db.query<{ chain: number; position: number; hash: Buffer; pruned_position: number; pruned_hash: Buffer }>(
      'select * from audit_heads order by chain',
    )
  ).map(({ chain, position, hash, pruned_position, pruned_hash }) => ({
    chain,
    head: { position, hash },
    start: { position: pruned_position, hash: pruned_hash },
  }));

/** A page of a chain's entries after a position, up to and including its head. */
export const readChain = (db: Queryable, chain: number, after: number, upTo: number): Promise<StoredEntry[]> =>
  db.query<StoredEntry>(
    `select position, event_id, operation, user_id, actor, task_id, payload, salt, digest, hash, erased_at is not null as erased from (
       select *, ${runningBytes('position', payloadBytes)} from audit_entries where chain = $1 and position > $2 and position <= $3 order by position limit 2000
     ) page where ${fitsPage} order by position`,
    [chain, after, upTo],
  );

/** How many entries come after the recorded head, read in one snapshot. */
export const countPastHead = async (db: Queryable): Promise<{ chain: number; past: number }[]> =>
  db.query(
    `select h.chain, count(e.id) as past from audit_heads h
     join audit_entries e on e.chain = h.chain and e.position > h.position group by h.chain`,
  );
