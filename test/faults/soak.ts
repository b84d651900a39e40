import { setTimeout as sleep } from 'node:timers/promises';
import { readMemory } from '../bench/measure/memory.ts';
import { sql } from '../e2e/oracle.ts';
import { system } from '../e2e/system.ts';
import { nodeIds } from '../harness/cluster/properties.ts';
import { allAnswered, type Hands, type Row } from './row.ts';
import { cluster } from './system.ts';

/** The system at one moment of a soak. */
export interface Moment {
  minute: number;
  /** In MiB, by part. */
  memory: Record<string, number>;
  /** Rows of tables that must not grow with what has been done. */
  rows: Record<string, number>;
}

const everyMs = 120_000;
const lookMs = 60_000;

const bounded = ['outbox', 'outbox_keys', 'outbox_relays', 'failed_tries'];

const countRows = async (): Promise<Record<string, number>> => {
  const tables = await sql<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables where table_name = any($1) order by 1`, [bounded],
  );
  const counts = await Promise.all(tables.map(async ({ name }) => [name, (await sql<{ n: number }>(`select count(*)::int as n from ${name}`))[0]!.n] as const));
  return Object.fromEntries(counts);
};

/** Every part that runs at this moment. */
const pids = (): Map<string, number> => {
  const parts = [...Object.keys(system().urls).flatMap((app) => [app, `${app}.dapr`]), 'postgres'];
  const all = [...parts.map((part) => [part, system().pid(part)] as const), ...nodeIds.map((id) => [`kafka ${id}`, cluster().pid(id)] as const)];
  return new Map(all.filter((one): one is readonly [string, number] => one[1] !== undefined));
};

const look = async (minute: number): Promise<Moment> => ({ minute, memory: readMemory(pids()).by_part, rows: await countRows() });

/** The next fault finds every part at work. */
const untilReady = (): Promise<unknown> => Promise.all(Object.keys(system().urls).map((app) => system().ready(app).catch(() => undefined)));

const trouble = async (faults: readonly Row[], hands: Hands, untilMs: number): Promise<void> => {
  const possible = faults.filter(({ needs = () => true }) => needs() !== undefined);
  const times = new Map<string, number>();
  for (let round = 1; ; round++) {
    const next = performance.now() + everyMs;
    if (next > untilMs) return;
    const { id, fault } = possible[Math.floor(hands.random() * possible.length)]!;
    process.stderr.write(`[soak] ${round}: ${id}\n`);
    // The rest of the hour still tells something, and the oracle judges all of it.
    await fault({ ...hands, note: () => undefined }).catch((error: unknown) => hands.note(`${id}, fault ${round}, not as planned`, String(error)));
    times.set(id, (times.get(id) ?? 0) + 1);
    hands.note(id, `${times.get(id)} ×`);
    await untilReady();
    await sleep(Math.max(0, next - performance.now()));
  }
};

/**
 * An hour of load, or as long as requested, with one fault after the other; `moments` fills
 * with what was seen.
 */
export const soak = (faults: readonly Row[], minutes: number, perSecond: number, moments: Moment[]): Row => ({
  id: 'soak',
  injects: `${minutes} minutes at ${perSecond} writes a second with a random fault every two minutes`,
  load: { people: 50, perSecond, patienceMs: 300_000 },
  timeoutMs: (2 * minutes + 30) * 60_000,
  fault: async (hands) => {
    const began = performance.now();
    const until = began + minutes * 60_000;
    const seen = async (): Promise<void> => {
      for (; performance.now() < until; await sleep(lookMs)) {
        // The database may be the part that is down.
        await look(Math.round((performance.now() - began) / 60_000)).then((moment) => moments.push(moment), () => undefined);
      }
    };
    await Promise.all([trouble(faults, hands, until), seen()]);
  },
  holds: allAnswered,
});
