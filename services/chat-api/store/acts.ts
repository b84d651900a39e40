import type { Queryable, Transaction } from '#platform/db/database';
import type { Deed } from '../domain/undo/deed.ts';

/** One act of a person, however many tasks it touched. */
export interface Act {
  id: string;
  channel: string;
  deeds: Deed[];
  /** Whether it has been taken back. */
  undone: boolean;
  created_at: string;
}

/** The limits of undo: age, number and size of a person's acts. */
export const undoLimits = { days: 7, acts: 50, bytes: 16 * 1024 * 1024 } as const;

type Row = Omit<Act, 'created_at' | 'deeds'> & { created_at: Date; task_ids: string[]; deeds: Omit<Deed, 'task_id'>[] };

const toAct = ({ task_ids, deeds, created_at, ...row }: Row): Act => ({
  ...row,
  deeds: deeds.map((deed, index) => ({ ...deed, task_id: task_ids[index]! })),
  created_at: created_at.toISOString(),
});

const columns = 'id, channel, task_ids, deeds, undone_seq is not null as undone, created_at';

const young = `created_at > $2::timestamptz - make_interval(days => ${undoLimits.days})`;

const stored = (deeds: readonly Deed[]): { task_ids: string[]; json: string } => ({
  task_ids: deeds.map(({ task_id }) => task_id),
  json: JSON.stringify(deeds.map(({ task_id: _beside, ...deed }) => deed)),
});

const insertSql = 'insert into acts (id, user_id, channel, made_seq, task_ids, deeds, bytes, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)';

/** The newest act is always kept, whatever its size. */
const forgetSql = `with kept as (
    select made_seq, row_number() over newest as place, sum(bytes) over newest as bytes from acts
    where user_id = $1 window newest as (order by made_seq desc)
  )
  delete from acts using kept
  where acts.user_id = $1 and acts.made_seq = kept.made_seq and kept.place > 1 and (kept.place > ${undoLimits.acts} or kept.bytes > ${undoLimits.bytes})`;

/**
 * Reading a person's acts costs more than adding one, so only about each tenth change looks
 * for those beyond the limits, and each that is large itself.
 */
const forgetsEvery = 10;
const large = undoLimits.bytes / 100;

/** Adds an act, and now and then removes those beyond the limits. */
export const insertAct = (
  tx: Transaction,
  user: { id: string; user_seq: number },
  act: Pick<Act, 'id' | 'channel' | 'deeds' | 'created_at'>,
): void => {
  const { task_ids, json } = stored(act.deeds);
  const bytes = Buffer.byteLength(json);
  tx.write(insertSql, [act.id, user.id, act.channel, user.user_seq, task_ids, json, bytes, act.created_at]);
  if (user.user_seq % forgetsEvery < act.deeds.length || bytes > large) tx.write(forgetSql, [user.id]);
};

/** An act of a user that is not too old to be turned. */
export const findAct = async (db: Queryable, user_id: string, now: string, id: string): Promise<Act | null> => {
  const [row] = await db.query<Row>(`select ${columns} from acts where user_id = $1 and ${young} and id = $3`, [user_id, now, id]);
  return row === undefined ? null : toAct(row);
};

/** The next acts to undo and to redo; redo is possible only until something new is done. */
export const findNextActs = async (db: Queryable, user_id: string, now: string): Promise<{ undo: Act | null; redo: Act | null }> => {
  const rows = await db.query<Row>(
    `(select ${columns} from acts where user_id = $1 and ${young} and undone_seq is null order by made_seq desc limit 1)
     union all
     (select ${columns} from acts where user_id = $1 and ${young}
        and undone_seq > (select max(made_seq) from acts where user_id = $1) order by undone_seq desc limit 1)`,
    [user_id, now],
  );
  const acts = rows.map(toAct);
  return { undo: acts.find(({ undone }) => !undone) ?? null, redo: acts.find(({ undone }) => undone) ?? null };
};

/** Stores an act after undo or redo; `undone_seq` is null after a redo. */
export const saveAct = (tx: Transaction, id: string, deeds: readonly Deed[], undone_seq: number | null): Promise<unknown> => {
  const { task_ids, json } = stored(deeds);
  return tx.query('update acts set task_ids = $2, deeds = $3, bytes = $4, undone_seq = $5 where id = $1', [
    id,
    task_ids,
    json,
    Buffer.byteLength(json),
    undone_seq,
  ]);
};

/** A restored task has a new id: moves its earlier acts to that id. */
export const renameTask = async (tx: Transaction, user_id: string, from: string, to: string): Promise<void> => {
  await tx.query('update acts set task_ids = array_replace(task_ids, $2::uuid, $3::uuid) where user_id = $1 and $2 = any(task_ids)', [user_id, from, to]);
  await tx.query('update occurrences set task_id = $2 where task_id = $1', [from, to]);
};
