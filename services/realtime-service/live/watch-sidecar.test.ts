import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { silentLog } from '../../../test/helpers/database.ts';
import { watchSidecar } from './watch-sidecar.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('tells of each loss at once, and of each return when the sidecar has had time to read', async () => {
  let isThere = true;
  const told: string[] = [];
  const at = async (ms: number): Promise<string[]> => {
    await vi.advanceTimersByTimeAsync(ms);
    return told.splice(0);
  };
  const watch = watchSidecar({
    probe: () => (isThere ? Promise.resolve() : Promise.reject(new Error('away'))),
    everyMs: 500,
    settleMs: 10_000,
    onLost: () => told.push('lost'),
    onSettled: () => told.push('settled'),
    log: silentLog,
  });
  expect(await at(9_000)).toEqual([]);
  expect(await at(2_000)).toEqual(['settled']);
  expect(await at(60_000)).toEqual([]);
  isThere = false;
  expect(await at(1_000)).toEqual(['lost']);
  expect(await at(20_000)).toEqual([]);
  isThere = true;
  expect(await at(5_000)).toEqual([]);
  // Gone again before it had settled: the time starts over.
  isThere = false;
  expect(await at(1_000)).toEqual(['lost']);
  isThere = true;
  expect(await at(8_000)).toEqual([]);
  expect(await at(4_000)).toEqual(['settled']);
  await watch.stop();
});
