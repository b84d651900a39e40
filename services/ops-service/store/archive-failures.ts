import type { Queryable } from '#platform/db/database';

/** What an archive changes. */
export interface Archive {
  reason: string;
  /** ISO. */
  at: string;
}

/** Archives a failure in any state: the caller has locked and checked it. */
export const archiveFailure = async (tx: Queryable, id: string, { reason, at }: Archive): Promise<void> => {
  await tx.query(`update failures set state = 'archived', archived_reason = $2, archived_at = $3 where id = $1`, [id, reason, at]);
};

/** Archives the open failures of a group, locked in the common order; returns the number. */
export const archiveGroup = async (tx: Queryable, fingerprint: string, { reason, at }: Archive): Promise<number> => {
  const rows = await tx.query(
    `with open as (select id from failures where fingerprint = $1 and state = 'open' order by id for update)
     update failures f set state = 'archived', archived_reason = $2, archived_at = $3 from open where f.id = open.id returning 1`,
    [fingerprint, reason, at],
  );
  return rows.length;
};

/** Whether a group has any failure. */
export const hasGroup = async (db: Queryable, fingerprint: string): Promise<boolean> =>
  (await db.query('select 1 from failures where fingerprint = $1 limit 1', [fingerprint])).length > 0;
