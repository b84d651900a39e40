import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createHealth } from '../health.ts';
import { createOutageGuard } from './outage-guard.ts';

const create = () => {
  const state = { down: true };
  const health = createHealth();
  const probe = async (): Promise<void> => {
    if (state.down) throw new Error('still down');
  };
  return { state, health, guard: createOutageGuard(probe, health, pino({ level: 'silent' })) };
};

describe('the outage guard', () => {
  it('lets everything pass while there is no outage', async () => {
    expect(await create().guard.over(0)).toBe(true);
  });

  it('turns red, and gives a wait up when its time is over', async () => {
    const { health, guard } = create();
    guard.report(new Error('connection lost'));
    expect(health.problems()).toEqual({ outage: 'connection lost' });
    expect(await guard.over(20)).toBe(false);
    guard.stop();
  });

  it('lets held deliveries go on at once, but stays red until the last of them has been answered for a while', async () => {
    const { state, health, guard } = create();
    guard.report(new Error('connection lost'));
    let answer = (): void => undefined;
    const held = guard.during(() => new Promise<void>((resolve) => (answer = resolve)));
    state.down = false;
    expect(await guard.over(5_000)).toBe(true);
    await sleep(300);
    expect(health.problems()).toHaveProperty('outage');
    answer();
    await held;
    expect(health.problems()).toHaveProperty('outage');
    await expect.poll(() => health.problems(), { timeout: 5_000 }).toEqual({});
  });

  it('stays red when the next outage begins before the first has settled', async () => {
    const { state, health, guard } = create();
    guard.report(new Error('first'));
    state.down = false;
    await guard.over(5_000);
    state.down = true;
    guard.report(new Error('second'));
    await sleep(2_500);
    expect(health.problems()).toEqual({ outage: 'second' });
    guard.stop();
  });
});
