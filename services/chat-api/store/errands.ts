import type { Queryable } from '#platform/db/database';

/** A request to notification-service that is repeated until it is answered. */
export interface Errand {
  id: string;
  what: 'reset' | 'confirm' | 'zone' | 'forget';
  /** An address for mails, which may belong to nobody; or else the id of a user. */
  about: string;
  /** This one included. */
  tries: number;
  created_at: Date;
}

/** Adds an errand, to be done at once or in some minutes. */
export const addErrand = (db: Queryable, { id, what, about }: Pick<Errand, 'id' | 'what' | 'about'>, inMinutes = 0): Promise<unknown> =>
  db.query('insert into errands (id, what, about, due_at) values ($1, $2, $3, now() + make_interval(mins => $4))', [id, what, about, inMinutes]);

/**
 * Claims errands that are due; one whose process dies is due again when its lease, in ms,
 * is over.
 */
export const claimErrands = (db: Queryable, limit: number, leaseMs: number): Promise<Errand[]> =>
  db.query<Errand>(
    `update errands set tries = tries + 1, due_at = now() + make_interval(secs => $2::float8 / 1000)
     where id = any(array(select id from errands where due_at <= now() order by due_at limit $1 for update skip locked))
     returning id, what, about, tries, created_at`,
    [limit, leaseMs],
  );

/** Ends an errand. */
export const endErrand = (db: Queryable, id: string): Promise<unknown> => db.query('delete from errands where id = $1', [id]);

/** Lets an errand wait for its next try, in ms. */
export const postponeErrand = (db: Queryable, id: string, ms: number): Promise<unknown> =>
  db.query('update errands set due_at = now() + make_interval(secs => $2::float8 / 1000) where id = $1', [id, ms]);
