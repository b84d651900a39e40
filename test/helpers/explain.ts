import { plannedAnew } from '#platform/db/statements';

/** EXPLAIN of a statement, planned as the statement itself would be. */
export const explain = (sql: string, options = ''): string => (sql.startsWith(plannedAnew) ? `${plannedAnew}explain ${options} ${sql.slice(plannedAnew.length)}` : `explain ${options} ${sql}`);
