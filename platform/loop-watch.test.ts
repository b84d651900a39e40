import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { watchLoop } from './loop-watch.ts';

const block = (ms: number): void => {
  for (const end = performance.now() + ms; performance.now() < end; ) continue;
};

it('a process whose every turn takes long is told to be late, and again well when it has time', async () => {
  const watch = watchLoop({ limitMs: 40, windowMs: 300 });
  const told = (): string => {
    try {
      watch.check();
      return 'well';
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(told()).toBe('well');
  const busy = (async () => {
    for (let i = 0; i < 12; i++) {
      block(90);
      await nextTurn();
    }
  })();
  await expect.poll(told, { timeout: 5_000, interval: 10 }).toMatch(/the event loop is \d+ ms late/);
  await busy;
  await expect.poll(told, { timeout: 5_000 }).toBe('well');
  watch.stop();
});
