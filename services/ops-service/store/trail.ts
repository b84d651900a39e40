import { mostTrailSteps, type TrailPart, type TrailStep } from '#contracts/http/trail';
import type { Queryable } from '#platform/db/queryable';

interface Row {
  event_id: string | null;
  task_id: string | null;
  user_id: string | null;
  topic: string;
  consumer: string;
  reason: string;
  attempts: number;
  state: 'open' | 'replaying' | 'handled' | 'archived';
  first_failed_at: Date;
  last_failed_at: Date;
}

const outcomes = { open: 'failed', replaying: 'waiting', handled: 'done', archived: 'dropped' } as const satisfies Record<Row['state'], TrailStep['outcome']>;
const words = { open: 'gave it up', replaying: 'gave it up; it is being replayed', handled: 'gave it up; handled by a replay', archived: 'gave it up; archived' } as const;

/** Which events of one request became dead letters. */
export const tellTrail = async (db: Queryable, correlationId: string): Promise<TrailPart> => {
  const rows = await db.query<Row>(
    `select d.event_id, d.task_id, d.user_id, d.topic, f.consumer, f.reason, f.attempts, f.state, f.first_failed_at, f.last_failed_at
     from dead_letters d join failures f on f.dead_letter_id = d.id where d.correlation_id = $1 order by f.first_failed_at limit ${mostTrailSteps}`,
    [correlationId],
  );
  return {
    steps: rows.map(({ event_id, task_id, topic, consumer, reason, attempts, state, first_failed_at, last_failed_at }) => ({
      at: first_failed_at.toISOString(), ended_at: last_failed_at.toISOString(), what: `${consumer} ${words[state]}`, outcome: outcomes[state],
      event_id, task_id, detail: `${topic}, ${attempts} tries: ${reason.replaceAll('_', ' ')}`,
    })),
    keys: [...new Set(rows.flatMap(({ user_id }) => user_id ?? []))],
  };
};
