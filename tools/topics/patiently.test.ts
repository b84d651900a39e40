import { expect, it } from 'vitest';
import { patiently, readPatience } from './patiently.ts';

const failing = (times: number) => {
  let left = times;
  return async (): Promise<string> => {
    if (left-- > 0) throw new Error(`not yet: ${left}`);
    return 'done';
  };
};

it('tries again until it succeeds, and says why it waits', async () => {
  const said: string[] = [];
  await expect(patiently({ waitMs: 60_000, pauseMs: 1 }, failing(3), (reason) => said.push(reason))).resolves.toBe('done');
  expect(said).toEqual(['not yet: 2', 'not yet: 1', 'not yet: 0']);
});

it('gives up when the time is over, and at once when there is none', async () => {
  await expect(patiently({ waitMs: 0, pauseMs: 1 }, failing(1), () => undefined)).rejects.toThrow('not yet: 0');
});

it('refuses what is no time', () => expect(() => readPatience({ KAFKA_WAIT_SECONDS: 'long' })).toThrow('KAFKA_WAIT_SECONDS'));
