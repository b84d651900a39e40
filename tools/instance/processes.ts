import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '../runtime/run-command.ts';

/** A line of the process table. */
export interface Process {
  pid: number;
  parent: number;
  args: string;
}

/** All processes, through ps, because macOS has no /proc. */
export const listProcesses = async (): Promise<Process[]> => {
  const { stdout } = await runCommand('ps', ['-axo', 'pid=,ppid=,args='], { env: { COLUMNS: '4000' } });
  return stdout.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return match === null ? [] : [{ pid: Number(match[1]), parent: Number(match[2]), args: match[3] as string }];
  });
};

/**
 * When a process started, because its id may since belong to another program. The command
 * is not compared: tools/node becomes Node.
 */
export const fingerprint = async (pid: number): Promise<string | undefined> => {
  const { ok, stdout } = await runCommand('ps', ['-p', String(pid), '-o', 'lstart='], { env: { LC_ALL: 'C' } });
  return ok && stdout.trim() !== '' ? stdout.trim() : undefined;
};

/** Whether a process exists. */
export const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Signals a process that may already be gone. */
export const signalProcess = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
};

const waitForEnd = async (pid: number, timeoutMs: number): Promise<boolean> => {
  for (const end = Date.now() + timeoutMs; isAlive(pid); await sleep(50)) if (Date.now() > end) return false;
  return true;
};

/** Signals a process and waits for it to end; kills it after `graceMs`. */
export const endProcess = async (pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> => {
  signalProcess(pid, signal);
  if (await waitForEnd(pid, graceMs)) return;
  signalProcess(pid, 'SIGKILL');
  await waitForEnd(pid, 5_000);
};
