import type { Queryable } from '#platform/db/database';

/** Failed tries by consumer since an instant. */
export const countFailedTries = async (db: Queryable, since: Date): Promise<Map<string, number>> => {
  const rows = await db.query<{ consumer: string; failed: number }>(
    `select consumer, count(*) as failed from attempts where reported_at >= $1 and outcome = 'failed' group by consumer`,
    [since],
  );
  return new Map(rows.map(({ consumer, failed }) => [consumer, failed]));
};
