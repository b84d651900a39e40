import { auditRecorded, userDeleted } from '#contracts/events/index';
import type { Transaction } from '#platform/db/database';
import type { Origin } from './commit-change.ts';
import { addErrand } from './store/errands.ts';
import { removeUser } from './store/users.ts';

/** By this time, whatever of theirs still fails has failed. */
const stragglersMinutes = 10;

/** Removes a user, whose row is locked, with everything of theirs; the other services hear of it. */
export const endAccount = async (tx: Transaction, user_id: string, { origin, errandId }: { origin: Origin; errandId: string }): Promise<void> => {
  const fields = { key: user_id, channel: origin.channel, correlationid: origin.correlationid };
  tx.emit(userDeleted, { ...fields, data: { user_id } });
  tx.emit(auditRecorded, { ...fields, data: { actor: origin.actor, operation: 'user.deleted', source: origin.channel, task_id: null, before: null, after: null } });
  await removeUser(tx, user_id);
  await addErrand(tx, { id: errandId, what: 'forget', about: user_id }, stragglersMinutes);
};
