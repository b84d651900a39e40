import type { auditRecorded } from '#contracts/events/index';
import type { EventFields } from '../outbox/draft.ts';

/** What a service tells the audit trail when it has forgotten a user; the event that said so is the cause. */
export const forgotten = (service: string, { id, correlationid, data }: { id: string; correlationid: string; data: { user_id: string } }): EventFields<typeof auditRecorded> => ({
  key: data.user_id,
  channel: 'system',
  correlationid,
  causationid: id,
  data: { actor: `/${service}`, operation: 'user.forgotten', source: 'system', task_id: null, before: null, after: null },
});
