import type { Transaction } from '#platform/db/database';

/**
 * Removes the dead letters of a user with all that belongs to them, and returns the
 * number. Those of `user.deleted` stay: a service has yet to handle them.
 */
export const forgetUser = async (tx: Transaction, user_id: string): Promise<number> => {
  await tx.query(
    `delete from attempts a using arrivals v join dead_letters d on d.id = v.dead_letter_id
     where d.user_id = $1 and d.event_type is distinct from 'user.deleted' and a.topic = v.topic and a.partition = v.partition and a."offset" = v."offset"`,
    [user_id],
  );
  return (await tx.query(`delete from dead_letters where user_id = $1 and event_type is distinct from 'user.deleted' returning 1`, [user_id])).length;
};
