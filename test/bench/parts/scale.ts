import { startBench, partsOf, type Bench } from '../bench.ts';
import { readMemory, type Memory } from '../measure/memory.ts';
import { schemasWith, untilSettled } from '../measure/settled.ts';
import { comparedRate } from '../plan.ts';
import { keepOriginals } from '../scale/copies.ts';
import { tokensOf } from '../scale/tokens.ts';
import type { LoadResult } from '../steps/load-step.ts';
import { runLoads } from '../steps/load-steps.ts';
import type { Sockets } from '../client/orders.ts';

/** One size of the system's data, and what a task costs there. */
export interface Size {
  factor: number;
  users: number;
  tasks: number;
  /** Handled events that the inboxes remember. */
  events: number;
  database_mib: number;
  /** Rows of the tables that must stay small while nothing happens. */
  waiting: Record<string, number>;
  load: LoadResult;
}

/** How the cost of one task develops as data grows, and how many people can be connected. */
export interface ScaleResult {
  sizes: Size[];
  sockets: Sockets & { asked: number; memory: Memory };
}

/** The smallest size, how the others grow from it, and how long each is under load. */
export interface ScalePlan {
  users: number;
  tasks: number;
  factors: readonly number[];
  seconds: number;
  sockets: number;
}

/** Ends at 10,000 users, a million tasks and some five million handled events. */
export const scalePlan: Omit<ScalePlan, 'seconds'> = { users: 100, tasks: 10_000, factors: [1, 10, 100], sockets: 10_000 };

const settleLimitMs = 600_000;
const small = ['outbox', 'outbox_relays', 'failed_tries'];

const countIn = async ({ database }: Bench, table: string): Promise<number> => {
  const counts = (await schemasWith(database, table)).map((schema) => `(select count(*) from ${schema}.${table})`);
  return Number((await database.query<{ count: string }>(`select ${counts.join(' + ')} as count`)).rows[0]!.count);
};

const sizeOf = async (bench: Bench): Promise<Omit<Size, 'factor' | 'load'>> => {
  const { rows } = await bench.database.query<{ users: number; tasks: number; mib: number }>(
    'select (select count(*) from chat_api.users)::int as users, (select count(*) from chat_api.tasks)::int as tasks, pg_database_size(current_database())::float8 / 1048576 as mib',
  );
  const { users, tasks, mib } = rows[0]!;
  const waiting = Object.fromEntries(await Promise.all(small.map(async (table) => [table, await countIn(bench, table)] as const)));
  return { users, tasks, events: await countIn(bench, 'inbox'), database_mib: Math.round(mib), waiting };
};

const loadAt = async (bench: Bench, factor: number, { users, seconds }: ScalePlan): Promise<Size> => {
  const { client, database, origin, say } = bench;
  await client.become(await tokensOf(database, users * factor));
  // Copied data are first read from the disk.
  await client.warm(origin, users * 2);
  await untilSettled(bench, settleLimitMs);
  const size = await sizeOf(bench);
  say(`${factor}x: ${JSON.stringify(size)}`);
  const [load] = await runLoads(bench, [{ rate: comparedRate, seconds }]);
  if (load === undefined) throw new Error('the system does not come to rest: see its logs');
  return { factor, ...size, load };
};

const openSockets = async (bench: Bench, count: number): Promise<ScaleResult['sockets']> => {
  const { client, database, origin, say } = bench;
  say(`${count} users connect …`);
  await client.become(await tokensOf(database, count));
  const opened = await client.sockets(origin, count);
  const memory = readMemory(partsOf(bench));
  say(`sockets: ${JSON.stringify({ ...opened, memory: memory.by_part })}`);
  return { asked: count, ...opened, memory };
};

/** Measures what a task costs as users, tasks and events grow in number. */
export const measureScale = async (plan: ScalePlan): Promise<ScaleResult> => {
  const bench = await startBench({ env: { 'realtime-service': { REALTIME_CONNECTIONS: '20000' } } });
  const { client, database, origin, say } = bench;
  try {
    say(`${plan.users} users sign up and write ${plan.tasks} tasks …`);
    await client.people(origin, plan.users);
    await client.warm(origin, plan.tasks);
    await untilSettled(bench, settleLimitMs);
    const copies = await keepOriginals(database, await schemasWith(database, 'schema_migrations'));
    const sizes: Size[] = [];
    let made = 1;
    for (const factor of plan.factors) {
      if (factor > made) {
        say(`growing to ${factor}x …`);
        await copies.add(made, factor - 1);
        made = factor;
      }
      sizes.push(await loadAt(bench, factor, plan));
    }
    return { sizes, sockets: await openSockets(bench, plan.sockets) };
  } finally {
    await bench.stop();
  }
};
