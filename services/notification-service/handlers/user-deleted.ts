import { auditRecorded, userDeleted } from '#contracts/events/index';
import { forgotten } from '#platform/delivery/forgotten';
import { onEvent } from '#platform/delivery/on-event';
import { forgetUser } from '../store/forget.ts';

/**
 * Removes everything about a deleted user: what is known of them, what was sent, and what
 * was still to be sent.
 */
export const onUserDeleted = onEvent(userDeleted, async (event, { tx, log }) => {
  await forgetUser(tx, event.data.user_id);
  tx.emit(auditRecorded, forgotten('notification-service', event));
  log.info({ user_id: event.data.user_id }, 'everything about a deleted user is removed');
});
