import { mostTrailSteps, type TrailPart, type TrailStep } from '#contracts/http/trail';
import type { NotificationChannel } from '#contracts/notification';
import type { Queryable } from '#platform/db/queryable';

const by = { email: 'by email', push: 'by push', in_app: 'on the page' } as const satisfies Record<NotificationChannel, string>;

interface NoticeRow {
  cause_id: string;
  user_id: string;
  task_id: string;
  channel: NotificationChannel;
  state: 'waiting' | 'requested' | 'dropped';
  wake_at: Date;
  created_at: Date;
}

const noticeOutcomes = { waiting: 'waiting', requested: 'done', dropped: 'dropped' } as const;

const ofNotice = ({ cause_id, task_id, channel, state, wake_at, created_at }: NoticeRow): TrailStep => ({
  at: created_at.toISOString(), ended_at: null, what: `decided to tell the user ${by[channel]}`, outcome: noticeOutcomes[state],
  event_id: cause_id, task_id, detail: state === 'waiting' ? `held until ${wake_at.toISOString()}` : null,
});

interface DispatchRow {
  causationid: string;
  task_id: string | null;
  channel: NotificationChannel;
  state: 'pending' | 'delivered' | 'failed' | 'dropped';
  attempts: number;
  reason: string | null;
  created_at: Date;
  closed_at: Date | null;
}

const dispatchOutcomes = { pending: 'waiting', delivered: 'done', failed: 'failed', dropped: 'dropped' } as const;
const dispatchWords = { pending: 'is to be sent', delivered: 'sent', failed: 'could not be sent', dropped: 'was not sent' } as const;

const ofDispatch = ({ causationid, task_id, channel, state, attempts, reason, created_at, closed_at }: DispatchRow): TrailStep => ({
  at: created_at.toISOString(), ended_at: closed_at?.toISOString() ?? null, what: `${dispatchWords[state]} ${by[channel]}`, outcome: dispatchOutcomes[state],
  event_id: causationid, task_id, detail: [attempts > 1 ? `${attempts} tries` : null, reason].filter((part) => part !== null).join(': ') || null,
});

/** The notifications that one request led to, and the channels on which they went out. */
export const tellTrail = async (db: Queryable, correlationId: string): Promise<TrailPart> => {
  const notices = await db.query<NoticeRow>(
    `select cause_id, user_id, task_id, channel, state, wake_at, created_at from notices where correlationid = $1 order by created_at limit ${mostTrailSteps}`,
    [correlationId],
  );
  const dispatches = await db.query<DispatchRow>(
    `select causationid, task_ids[1] as task_id, channel, state, attempts, reason, created_at, closed_at from deliveries
     where correlationid = $1 order by created_at limit ${mostTrailSteps}`,
    [correlationId],
  );
  return { steps: [...notices.map(ofNotice), ...dispatches.map(ofDispatch)], keys: [...new Set(notices.map(({ user_id }) => user_id))] };
};
