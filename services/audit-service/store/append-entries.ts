import type { Queryable, Transaction } from '#platform/db/database';
import type { Entry, Head } from '../domain/chain.ts';

/** Locks the heads of these chains, in order, until the transaction ends. */
export const lockHeads = (tx: Queryable, chains: number[]): Promise<Head[]> =>
  tx.query<Head>('select chain, position, hash from audit_heads where chain = any($1) order by chain for update', [chains]);

/** Appends any number of entries and moves the heads, in two statements that go out with the commit. */
export const appendEntries = (tx: Transaction, entries: Entry[], heads: Head[]): void => {
  const column = <K extends keyof Entry>(name: K): Entry[K][] => entries.map((entry) => entry[name]);
  tx.write(
    `insert into audit_entries
       (chain, position, event_id, occurred_at, operation, source, user_id, actor, task_id, correlation_id, payload, words, salt, digest, hash)
     select * from unnest($1::smallint[], $2::bigint[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
       $8::text[], $9::uuid[], $10::text[], $11::text[], $12::text[], $13::bytea[], $14::bytea[], $15::bytea[])`,
    [
      column('chain'), column('position'), column('event_id'), column('occurred_at'), column('operation'), column('source'),
      column('user_id'), column('actor'), column('task_id'), column('correlation_id'), column('payload'), column('words'), column('salt'), column('digest'), column('hash'),
    ],
  );
  tx.write(
    `update audit_heads h set position = n.position, hash = n.hash
     from unnest($1::smallint[], $2::bigint[], $3::bytea[]) n (chain, position, hash) where h.chain = n.chain`,
    [heads.map((h) => h.chain), heads.map((h) => h.position), heads.map((h) => h.hash)],
  );
};
