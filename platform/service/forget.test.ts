import { pino } from 'pino';
import { beforeEach, expect, it } from 'vitest';
import { keepForgetting, type Purges } from './forget.ts';

const lines: Record<string, unknown>[] = [];
const log = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
beforeEach(() => void lines.splice(0));

const forgetOnce = (purges: Purges): Promise<void> => keepForgetting(purges, log).stop();

it('says what was removed, and nothing where nothing was', async () => {
  await forgetOnce({ keys: async () => 0, acts: async () => 0 });
  await forgetOnce({ keys: async () => 0, acts: async () => 3 });
  expect(lines).toEqual([expect.objectContaining({ keys: 0, acts: 3 })]);
});

it('goes on to the next after one that failed, and says so', async () => {
  await forgetOnce({ keys: () => Promise.reject(new Error('locked')), acts: async () => 3 });
  expect(lines).toEqual([expect.objectContaining({ acts: 3 }), expect.objectContaining({ msg: 'failed; trying again' })]);
  expect(lines[0]).not.toHaveProperty('keys');
});

it('tells the purge under way that the service stops', async () => {
  let told = false;
  await forgetOnce({ keys: (stopping) => new Promise((resolve) => stopping.addEventListener('abort', () => resolve(Number((told = true))))) });
  expect(told).toBe(true);
});
