import { readFileSync } from 'node:fs';
import { familiesOf, totalOf } from './cpu.ts';

/** Memory by part in MiB, and all together. */
export interface Memory {
  by_part: Record<string, number>;
  total: number;
}

/**
 * What belongs to a process, with shared pages divided among those who share them:
 * PostgreSQL's connections share most of theirs.
 */
const proportionalMib = (pid: number): number => {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    // It ended between the listing and the reading.
    return 0;
  }
};

/** Reads the memory of each part by its process id, child processes included. */
export const readMemory = (pids: ReadonlyMap<string, number>): Memory => {
  const by_part = Object.fromEntries([...familiesOf(pids)].map(([part, family]) => [part, family.reduce((sum, pid) => sum + proportionalMib(pid), 0)]));
  return { by_part, total: totalOf(by_part) };
};
