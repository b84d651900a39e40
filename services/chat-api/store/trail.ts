import { mostTrailSteps, type TrailPart } from '#contracts/http/trail';
import type { Queryable } from '#platform/db/queryable';

interface Row {
  user_id: string;
  role: 'user' | 'assistant';
  length: number;
  created_at: Date;
  done: string[] | null;
}

const words = { user: 'took a chat message', assistant: 'answered' } as const;

const detailOf = ({ role, length, done }: Row): string => (role === 'user' ? `${length} characters` : (done ?? []).join(', ') || 'nothing was changed');

/** What the conversation holds about one request, but not what was said. */
export const tellTrail = async (db: Queryable, correlationId: string): Promise<TrailPart> => {
  const rows = await db.query<Row>(
    `select user_id, role, length(text) as length, created_at,
       (select array_agg(action->>'type') from jsonb_array_elements(actions) action) as done
     from messages where correlationid = $1 order by id limit ${mostTrailSteps}`,
    [correlationId],
  );
  return {
    steps: rows.map((row) => ({ at: row.created_at.toISOString(), ended_at: null, what: words[row.role], outcome: 'done', event_id: null, task_id: null, detail: detailOf(row) })),
    keys: [...new Set(rows.map(({ user_id }) => user_id))],
  };
};
