import { spawn } from 'node:child_process';
import type * as timers from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { createSupervisor, type Supervisor } from './supervisor.ts';

/** A wait for the next try ends only when it is told to; short waits are real. */
vi.mock('node:timers/promises', async (original) => {
  const real = await original<typeof timers>();
  const untilTold = (signal: AbortSignal | undefined): Promise<never> => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
  return { ...real, setTimeout: (ms: number, value?: unknown, options?: { signal?: AbortSignal }) => (ms < 500 ? real.setTimeout(ms, value, options) : untilTold(options?.signal)) };
});

const programs = { ends: '', stays: 'setInterval(() => undefined, 1000)' };
let supervisor: Supervisor;

afterEach(async () => {
  supervisor.kill('part', 'SIGKILL');
  await supervisor.close();
});

it('a part that waits for its next try starts at once when somebody says so, as after a change of its source', async () => {
  const said: string[] = [];
  let program: keyof typeof programs = 'ends';
  supervisor = createSupervisor((line) => void said.push(line), () => undefined);
  await supervisor.run({
    name: 'part',
    logFile: '/dev/null',
    start: async () => spawn(process.execPath, ['-e', programs[program]], { stdio: 'ignore' }).pid!,
  });
  await vi.waitUntil(() => said.some((line) => line.startsWith('part has ended; starting it again in ')));
  program = 'stays';
  await supervisor.start('part');
  expect(supervisor.pid('part')).toBeDefined();
});
