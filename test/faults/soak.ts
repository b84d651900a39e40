import { setTimeout as sleep } from 'node:timers/promises';
import { readMemory } from '../bench/measure/memory.ts';
import { sql } from '../e2e/oracle.ts';
import { system } from '../e2e/system.ts';
import { allAnswered, type Hands, type Row } from './row.ts';

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

const pidsOf = (parts: readonly string[]): Map<string, number> =>
  new Map(parts.flatMap((part) => (system().pid(part) === undefined ? [] : [[part, system().pid(part)!] as const])));

const look = async (minute: number): Promise<Moment> => ({
  minute,
  memory: readMemory(pidsOf(Object.keys(system().urls).flatMap((app) => [app, `${app}.dapr`]))).by_part,
  rows: await countRows(),
});

const trouble = async (faults: readonly Row[], hands: Hands, untilMs: number): Promise<void> => {
  const possible = faults.filter(({ needs = () => true }) => needs() !== undefined);
  for (let round = 1; ; round++) {
    const next = performance.now() + everyMs;
    if (next > untilMs) return;
    const { id, fault } = possible[Math.floor(hands.random() * possible.length)]!;
    process.stderr.write(`[soak] ${round}: ${id}\n`);
    await fault({ ...hands, note: () => undefined });
    hands.note(`fault ${round}`, id);
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
  timeoutMs: (minutes + 30) * 60_000,
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
