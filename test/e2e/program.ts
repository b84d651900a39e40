import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { vi } from 'vitest';
import { projectRoot } from '../../tools/runtime/paths.ts';

/** A program that runs beside a test, as in a terminal. */
export interface Program {
  /** What it has said so far. */
  lines: string[];
  /** Waits until it says something, and resolves with that line. */
  says(words: RegExp, timeoutMs?: number): Promise<string>;
  /** Presses Ctrl-C, and resolves with its exit status. */
  interrupt(): Promise<number | null>;
}

/** Runs an npm script, in a process group of its own as a terminal does. */
export const runScript = (words: readonly string[], env: Readonly<Record<string, string>>): Program => {
  const child = spawn('npm', words, { cwd: projectRoot, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    process.stderr.write(`[npm ${words.join(' ')}] ${line}\n`);
  });
  return {
    lines,
    says: async (words, timeoutMs = 60_000) => {
      const found = (): string | undefined => lines.find((line) => words.test(line));
      return (await vi.waitUntil(found, { timeout: timeoutMs, interval: 50 }))!;
    },
    interrupt: async () => {
      if (child.exitCode === null) process.kill(-child.pid!, 'SIGINT');
      return (await exited)[0];
    },
  };
};
