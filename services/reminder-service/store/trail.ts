import { mostTrailSteps, type TrailPart } from '#contracts/http/trail';
import type { Queryable } from '#platform/db/queryable';

interface Row {
  task_id: string;
  user_id: string;
  remind_at: Date;
  state: 'pending' | 'sent' | 'collapsed';
  causationid: string;
  planned_at: Date | null;
  settled_at: Date | null;
}

const outcomes = { pending: 'waiting', sent: 'done', collapsed: 'dropped' } as const;
const words = { pending: 'planned a reminder', sent: 'sent a reminder', collapsed: 'left a reminder to a later one of its task' } as const;

/**
 * The reminders that one request planned; one without the time of its planning is dated by
 * its due time.
 */
export const tellTrail = async (db: Queryable, correlationId: string): Promise<TrailPart> => {
  const rows = await db.query<Row>(
    `select r.task_id, t.user_id, r.remind_at, r.state, r.causationid, i.received_at as planned_at, r.settled_at
     from reminders r join tasks t using (task_id) left join inbox i on i.consumer = 'reminder-service' and i.event_id = r.causationid
     where r.correlationid = $1 order by r.remind_at limit ${mostTrailSteps}`,
    [correlationId],
  );
  return {
    steps: rows.map(({ task_id, remind_at, state, causationid, planned_at, settled_at }) => ({
      at: (planned_at ?? remind_at).toISOString(), ended_at: settled_at?.toISOString() ?? null, what: words[state], outcome: outcomes[state],
      event_id: causationid, task_id, detail: `due ${remind_at.toISOString()}`,
    })),
    keys: [...new Set(rows.map(({ user_id }) => user_id))],
  };
};
