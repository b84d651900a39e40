import { performance } from 'node:perf_hooks';
import pg from 'pg';

const connections = 8;
const seconds = 8;

/**
 * One-row inserts a second into a plain table, each its own transaction: what the database
 * can do by itself.
 */
export const measureInserts = async (databaseUrl: string): Promise<number> => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections });
  await pool.query('create table if not exists public.bench_inserts (id bigint generated always as identity primary key, payload text)');
  const payload = 'x'.repeat(1_000);
  const until = performance.now() + seconds * 1_000;
  let inserted = 0;
  const insertOn = async (): Promise<void> => {
    while (performance.now() < until) {
      await pool.query('insert into public.bench_inserts (payload) values ($1)', [payload]);
      inserted += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, insertOn));
  await pool.query('drop table public.bench_inserts');
  await pool.end();
  return Math.round(inserted / seconds);
};
