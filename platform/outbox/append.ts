import type { Statements } from '../db/transaction.ts';
import type { Draft } from './draft.ts';

/**
 * Makes transactions of one key commit one after the other; keys are locked in order, so
 * that two never wait for each other.
 */
const lockKeys = (tx: Statements, keys: string[]): void =>
  tx.write(
    `insert into outbox_keys (key) select key from unnest($1::text[]) key order by key
     on conflict (key) do update set used_at = excluded.used_at`,
    [keys],
  );

/**
 * Writes a transaction's events as its last act. Positions are assigned by a separate
 * statement once the locks are held, so that within a key they follow the order of the
 * commits.
 */
export const appendToOutbox = (tx: Statements, drafts: readonly Draft[]): void => {
  lockKeys(tx, [...new Set(drafts.map((draft) => draft.key))]);
  tx.write(
    `insert into outbox (id, topic, key, bucket, event)
     select d.id, d.topic, d.key, d.bucket, d.event
     from unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::text[]) with ordinality
       as d (id, topic, key, bucket, event, n)
     order by d.n`,
    [
      drafts.map((d) => d.id),
      drafts.map((d) => d.topic),
      drafts.map((d) => d.key),
      drafts.map((d) => d.bucket),
      drafts.map((d) => d.event),
    ],
  );
};
