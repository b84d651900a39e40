import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { openLog, tailFile } from './logs.ts';

/** How to start a process of ours. */
export interface Spawn {
  name: string;
  command: string;
  args: readonly string[];
  cwd: string;
  env?: Readonly<Record<string, string | undefined>>;
  logFile: string;
  runAs?: { uid: number; gid: number } | undefined;
}

/**
 * Starts a process in a session of its own, so that Ctrl-C reaches only us, with its output
 * in a log file; resolves with its process id. It does not keep this process alive.
 */
export const spawnPart = ({ command, args, cwd, env, logFile, runAs }: Spawn): Promise<number> =>
  new Promise((resolve, reject) => {
    const log = openLog(logFile);
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', log, log], detached: true, ...runAs });
    closeSync(log);
    child.once('error', reject);
    child.once('spawn', () => resolve(child.pid as number));
    child.unref();
  });

/** An error that carries the last lines of a part's log. */
export const partError = (message: string, logFile: string): Error =>
  new Error([`${message} Its last lines (${logFile}):`, ...tailFile(logFile, 12).map((line) => `    ${line.slice(0, 400)}`)].join('\n'));
