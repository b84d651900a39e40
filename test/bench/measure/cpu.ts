import { readdirSync, readFileSync } from 'node:fs';

/** CPU milliseconds by part since the parts started. */
export type Cpu = Readonly<Record<string, number>>;

/** Linux counts in hundredths of a second, whatever the kernel's own clock. */
const msPerTick = 10;

interface Used {
  parent: number;
  ms: number;
}

/**
 * Of a process and its children that have ended, so that the work of closed connections is
 * not lost.
 */
const usedBy = (pid: string): [number, Used][] => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may contain spaces; after it comes the third field of
    // proc_pid_stat(5).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
    const ticks = fields[11]! + fields[12]! + fields[13]! + fields[14]!;
    return [[Number(pid), { parent: fields[1]!, ms: ticks * msPerTick }]];
  } catch {
    // It ended between the listing and the reading.
    return [];
  }
};

const table = (): Map<number, Used> => new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap(usedBy));

/** A process and all its descendants. */
export const familyOf = (pid: number, parents: ReadonlyMap<number, { parent: number }>): number[] => [
  pid,
  ...[...parents].filter(([, { parent }]) => parent === pid).flatMap(([child]) => familyOf(child, parents)),
];

/** The processes of each part. */
export const familiesOf = (pids: ReadonlyMap<string, number>): Map<string, number[]> => {
  const processes = table();
  return new Map([...pids].map(([part, pid]) => [part, familyOf(pid, processes)]));
};

/** What each part has used, its child processes included, such as PostgreSQL's connections. */
export const readCpu = (pids: ReadonlyMap<string, number>): Cpu => {
  const processes = table();
  return Object.fromEntries([...pids].map(([part, pid]) => [part, familyOf(pid, processes).reduce((sum, one) => sum + (processes.get(one)?.ms ?? 0), 0)]));
};

/** What was used between two readings. */
export const cpuBetween = (before: Cpu, after: Cpu): Cpu => Object.fromEntries(Object.entries(after).map(([part, ms]) => [part, ms - (before[part] ?? 0)]));

/** All parts together. */
export const totalOf = (cpu: Cpu): number => Object.values(cpu).reduce((sum, ms) => sum + ms, 0);

/** The sidecars together, since each alone is small; the largest first. */
export const grouped = (cpu: Cpu): [string, number][] => {
  const parts = new Map<string, number>();
  for (const [part, value] of Object.entries(cpu)) {
    const name = part.endsWith('.dapr') ? 'sidecars' : part;
    parts.set(name, (parts.get(name) ?? 0) + value);
  }
  return [...parts].toSorted((a, b) => b[1] - a[1]);
};

/** The cores that the system uses while it has nothing to do. */
export interface Idle {
  cores: number;
  by_part: Cpu;
}
