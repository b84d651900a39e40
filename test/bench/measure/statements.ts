import type pg from 'pg';

/** What PostgreSQL has done since it started, without the bench's own queries. */
export interface DatabaseWork {
  statements: number;
  commits: number;
  wal_bytes: number;
  wal_syncs: number;
  /** By text: how often, and ms in all. */
  byText: Map<string, { calls: number; ms: number }>;
}

/** Marks a query of the bench, so that it is not counted. */
export const unmeasured = '/* bench */';

/** Lets PostgreSQL count statements; needs the setting in {@link databaseSettings}. */
export const countStatements = (database: pg.Client): Promise<unknown> => database.query('create extension if not exists pg_stat_statements');

/**
 * The settings that the bench needs in PostgreSQL: to count statements, and to record when
 * each transaction was committed.
 */
export const databaseSettings = ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track_planning=off', 'track_commit_timestamp=on'];

/** Reads the counters; those of a connection are up to a second late. */
export const readDatabaseWork = async (database: pg.Client): Promise<DatabaseWork> => {
  const { rows: texts } = await database.query<{ query: string; calls: number; ms: number }>(
    `select ${unmeasured} query, sum(calls)::float8 as calls, sum(total_exec_time) as ms from pg_stat_statements
     where dbid = (select oid from pg_database where datname = current_database()) and query not like '%bench */%' group by query`,
  );
  const { rows } = await database.query<Omit<DatabaseWork, 'statements' | 'byText'>>(
    `select ${unmeasured} (select xact_commit from pg_stat_database where datname = current_database())::float8 as commits,
       (select wal_bytes from pg_stat_wal)::float8 as wal_bytes,
       (select sum(fsyncs) from pg_stat_io where object = 'wal')::float8 as wal_syncs`,
  );
  return { ...rows[0]!, statements: texts.reduce((sum, { calls }) => sum + calls, 0), byText: new Map(texts.map(({ query, ...work }) => [query, work])) };
};

/** A statement's share in the work for one task. */
export interface StatementCost {
  query: string;
  calls_per_task: number;
  ms_per_task: number;
}

/** The work between two readings, for each task, with the statements that took most time. */
export interface WorkPerTask {
  statements: number;
  transactions: number;
  wal_syncs: number;
  wal_bytes: number;
  top: StatementCost[];
}

const topCount = 40;
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** What a task costs the database. */
export const workPerTask = (before: DatabaseWork, after: DatabaseWork, tasks: number): WorkPerTask => {
  const per = (key: 'statements' | 'commits' | 'wal_syncs' | 'wal_bytes'): number => (after[key] - before[key]) / tasks;
  const costs = [...after.byText].map(([query, { calls, ms }]): StatementCost => {
    const earlier = before.byText.get(query) ?? { calls: 0, ms: 0 };
    return { query: oneLine(query), calls_per_task: (calls - earlier.calls) / tasks, ms_per_task: (ms - earlier.ms) / tasks };
  });
  const top = costs.toSorted((a, b) => b.ms_per_task - a.ms_per_task).slice(0, topCount);
  return { statements: per('statements'), transactions: per('commits'), wal_syncs: per('wal_syncs'), wal_bytes: per('wal_bytes'), top };
};
