import { expect, it } from 'vitest';
import { createHealth } from '../health.ts';
import { createLogger } from '../logger.ts';
import { createServer } from './create-server.ts';

const serverWith = async (ready: () => Promise<unknown> = async () => undefined) => {
  const health = createHealth();
  return { health, server: await createServer({ log: createLogger('test', 'error'), health, ready }) };
};

it('answers /livez as long as the process does, whatever turns the other two red', async () => {
  const { health, server } = await serverWith(() => Promise.reject(new Error('no database')));
  health.red('outage', 'no database');
  const statuses = await Promise.all(['/livez', '/healthz', '/readyz'].map(async (url) => (await server.inject(url)).statusCode));
  expect(statuses).toEqual([200, 503, 503]);
});

it('asks clients to come again on another connection while it stops, and only then', async () => {
  const { health, server } = await serverWith();
  expect((await server.inject('/livez')).headers['connection']).not.toBe('close');
  health.red('stopping', 'SIGTERM');
  expect((await server.inject('/livez')).headers['connection']).toBe('close');
});
