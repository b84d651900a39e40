import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { createHealth } from '../health.ts';
import { createServer } from '../http/create-server.ts';
import type { Server } from '../http/server.ts';
import { addClockRoute } from './clock.ts';

let app: Server;
afterEach(() => app.close());

const start = async (tick: () => Promise<void>, limitMs?: number) => {
  const reported: unknown[] = [];
  app = await createServer({ log: pino({ level: 'silent' }), health: createHealth(), ready: async () => undefined });
  addClockRoute(app, { name: 'test', tick, outage: { report: (error) => void reported.push(error) }, ...(limitMs !== undefined && { limitMs }) });
  const post = async (): Promise<[number, unknown]> => {
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/clock/test', headers: { 'content-type': 'application/json' } });
    return [statusCode, JSON.parse(body)];
  };
  return { post, reported };
};

it('a tick that never ends counts as an outage, and the next one goes on without it', async () => {
  let ticks = 0;
  const { post, reported } = await start(() => (++ticks === 1 ? new Promise(() => undefined) : Promise.resolve()), 20);
  expect((await post())[0]).toBe(503);
  expect(reported).toMatchObject([{ message: 'the clock test does not answer within 20 ms' }]);
  expect(await post()).toEqual([200, { skipped: false }]);
});

it('a tick that meets an outage tells of it; one that fails for a reason of its own does not', async () => {
  const errors = [Object.assign(new Error('no lock'), { code: '55P03' }), new Error('a bug')];
  const { post, reported } = await start(() => Promise.reject(errors.shift()!));
  expect([(await post())[0], (await post())[0]]).toEqual([503, 500]);
  expect(reported).toMatchObject([{ message: 'no lock' }]);
});

it('a tick that comes while one works is skipped', async () => {
  let end = (): void => undefined;
  const { post } = await start(() => new Promise((resolve) => (end = resolve)));
  const first = post();
  await expect.poll(post).toEqual([200, { skipped: true }]);
  end();
  expect(await first).toEqual([200, { skipped: false }]);
});
