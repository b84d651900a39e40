import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../runtime/step.ts';
import { endProcess, fingerprint } from './processes.ts';

interface Entry {
  name: string;
  pid: number;
  /** Its start time, so that a process id reused by another program is left alone. */
  is: string;
}

/** The processes of a running instance, kept in a file in case the instance itself is killed. */
export interface ProcessRecord {
  add(name: string, pid: number): void;
  clear(): void;
}

const self = 'supervisor';

const fileOf = (dir: string): string => join(dir, 'processes.json');

const read = (dir: string): Entry[] => (existsSync(fileOf(dir)) ? (JSON.parse(readFileSync(fileOf(dir), 'utf8')) as Entry[]) : []);

/** Apps first, then sidecars, then the CLI that started them, then the servers. */
const rank = (name: string): number => {
  if (name === 'kafka' || name === 'postgres') return 3;
  if (name.startsWith('dapr-cli')) return 2;
  return name.endsWith('.dapr') ? 1 : 0;
};

const isSame = async ({ pid, is }: Entry): Promise<boolean> => (await fingerprint(pid)) === is;

/** Ends what an earlier run of this instance left behind; rejects when that run is still active. */
export const endLeftovers = async (dir: string, log: Log): Promise<void> => {
  const entries = read(dir);
  const owner = entries.find(({ name }) => name === self);
  if (owner !== undefined && owner.pid !== process.pid && (await isSame(owner))) {
    throw new Error(`This already runs (process ${owner.pid}): stop it there with Ctrl-C, or with: kill ${owner.pid}`);
  }
  for (const entry of entries.filter(({ name }) => name !== self).sort((a, b) => rank(a.name) - rank(b.name))) {
    if (!(await isSame(entry))) continue;
    log(`Ending ${entry.name} (process ${entry.pid}), which an earlier run left behind`);
    await endProcess(entry.pid, entry.name === 'postgres' ? 'SIGINT' : 'SIGTERM', 10_000);
  }
  rmSync(fileOf(dir), { force: true });
};

/** Starts the record of this process's instance. */
export const openRecord = (dir: string): ProcessRecord => {
  const entries = new Map<string, Entry>();
  let open = true;
  const add = (name: string, pid: number): void =>
    void fingerprint(pid).then((is) => {
      if (is === undefined || !open) return;
      entries.set(name, { name, pid, is });
      writeFileSync(fileOf(dir), JSON.stringify([...entries.values()], null, 1));
    });
  add(self, process.pid);
  return {
    add,
    clear: () => {
      open = false;
      rmSync(fileOf(dir), { force: true });
    },
  };
};
