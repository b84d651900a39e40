import { mostTrailSteps, type TrailPart } from '#contracts/http/trail';
import type { Queryable } from '#platform/db/queryable';

interface Row {
  event_id: string;
  occurred_at: Date;
  recorded_at: Date;
  operation: string;
  source: string;
  task_id: string | null;
  user_id: string | null;
}

/** What the audit trail holds about one request. */
export const tellTrail = async (db: Queryable, correlationId: string): Promise<TrailPart> => {
  const rows = await db.query<Row>(
    `select event_id, occurred_at, recorded_at, operation, source, task_id, user_id from audit_entries
     where correlation_id = $1 order by id limit ${mostTrailSteps}`,
    [correlationId],
  );
  return {
    steps: rows.map(({ event_id, occurred_at, recorded_at, operation, source, task_id }) => ({
      at: occurred_at.toISOString(), ended_at: recorded_at.toISOString(), what: `recorded ${operation}`, outcome: 'done', event_id, task_id, detail: `by ${source}`,
    })),
    keys: [...new Set(rows.flatMap(({ user_id }) => user_id ?? []))],
  };
};
