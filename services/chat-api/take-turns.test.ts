import { describe, expect, it } from 'vitest';
import { takeTurns } from './take-turns.ts';

describe('work that takes turns', () => {
  it('runs so many at once and no more, and goes on after a failure', async () => {
    const inTurn = takeTurns(2, 'busy');
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      for (let tick = 0; tick < 10; tick++) await Promise.resolve();
      running -= 1;
    };
    await Promise.allSettled([inTurn(() => Promise.reject(new Error('x'))), ...Array.from({ length: 20 }, () => inTurn(work))]);
    expect([most, running]).toEqual([2, 0]);
    await expect(inTurn(async () => 'free')).resolves.toBe('free');
  });

  it('is refused when too many wait', async () => {
    const inTurn = takeTurns(1, 'busy', 1);
    let finish = (): void => undefined;
    const first = inTurn(() => new Promise<void>((resolve) => (finish = resolve)));
    const second = inTurn(async () => 'second');
    await expect(inTurn(async () => 'third')).rejects.toMatchObject({ status: 503, message: 'busy' });
    finish();
    await first;
    expect(await second).toBe('second');
  });
});
