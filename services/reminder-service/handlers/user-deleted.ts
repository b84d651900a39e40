import { auditRecorded, userDeleted } from '#contracts/events/index';
import { forgotten } from '#platform/delivery/forgotten';
import { onEvent } from '#platform/delivery/on-event';
import { forgetUser } from '../store/tasks.ts';

/** Removes everything known about a deleted user, and their reminders. */
export const onUserDeleted = onEvent(userDeleted, async (event, { tx, log }) => {
  const tasks = await forgetUser(tx, event.data.user_id);
  tx.emit(auditRecorded, forgotten('reminder-service', event));
  log.info({ user_id: event.data.user_id, tasks }, 'everything about a deleted user is removed');
});
