import { existsSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runCommand } from '../runtime/run-command.ts';
import { waitUntil } from './wait-until.ts';

type WorkingDir = [pid: number, path: string];

const linkOf = (pid: string): WorkingDir[] => {
  try {
    return [[Number(pid), readlinkSync(`/proc/${pid}/cwd`)]];
  } catch {
    // It has ended, or belongs to another user.
    return [];
  }
};

/**
 * The working directory of each process that we may inspect: from /proc, or from lsof where
 * there is none, as on macOS.
 */
const workingDirs = async (): Promise<WorkingDir[]> => {
  if (existsSync('/proc/self/cwd')) return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap(linkOf);
  const { stdout } = await runCommand('lsof', ['-a', '-d', 'cwd', '-Fpn'], { timeoutMs: 5_000 });
  return [...stdout.matchAll(/^p(\d+)\n(?:f.*\n)?n(.+)$/gm)].map(([, pid, path]) => [Number(pid), path!]);
};

/**
 * The processes that work in a folder, as all of PostgreSQL's do, including children that
 * briefly outlive a killed server.
 */
export const processesIn = async (folder: string): Promise<number[]> => {
  if (!existsSync(dirname(folder))) return [];
  const real = join(realpathSync(dirname(folder)), basename(folder));
  const isInside = (path: string): boolean => path === real || path === `${real} (deleted)` || path.startsWith(`${real}/`);
  return (await workingDirs()).flatMap(([pid, path]) => (isInside(path) ? [pid] : []));
};

/**
 * Waits until nothing works in a server's data folder any more, so that it can be removed
 * or used anew; rejects, naming who is left.
 */
export const waitUntilUnused = async (folder: string, timeoutMs: number): Promise<void> => {
  if (await waitUntil(async () => (await processesIn(folder)).length === 0, timeoutMs)) return;
  const left = await processesIn(folder);
  throw new Error(`${folder} is still used by process ${left.join(', ')}: end it (kill ${left.join(' ')}), then start again.`);
};
