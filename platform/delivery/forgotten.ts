import type { auditRecorded } from '#contracts/events/index';
import type { EventFields } from '../outbox/draft.ts';

/**
 * Tells the audit trail that this service has forgotten a user, with the event of the
 * deletion as its cause.
 */
export const forgotten = (service: string, { id, correlationid, data }: { id: string; correlationid: string; data: { user_id: string } }): EventFields<typeof auditRecorded> => ({
  key: data.user_id,
  channel: 'system',
  correlationid,
  causationid: id,
  data: { actor: `/${service}`, operation: 'user.forgotten', source: 'system', task_id: null, before: null, after: null },
});
