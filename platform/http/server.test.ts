import { expect, it } from 'vitest';
import { z } from 'zod';
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

it('takes a JSON content type without a body for no body', async () => {
  const { server } = await serverWith();
  const schema = { body: z.object({ a: z.string() }) };
  server.post('/nothing', async ({ body }) => ({ body: body ?? 'none' }));
  server.delete('/nothing', async (_request, reply) => reply.code(204).send());
  server.post('/something', { schema }, async ({ body }) => body);
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const statusOf = async (method: 'POST' | 'DELETE', url: string, payload?: string): Promise<number> =>
    (await server.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })).statusCode;
  expect([await statusOf('POST', '/nothing'), await statusOf('DELETE', '/nothing'), await statusOf('POST', '/nothing', '{')]).toEqual([200, 204, 400]);
  expect([await statusOf('POST', '/something'), await statusOf('POST', '/something', '{"a":"b"}')]).toEqual([400, 200]);
});

it('protects browsers in every answer but those that only the sidecar gets', async () => {
  const { server } = await serverWith();
  const paths = ['/tasks', '/eventsource', '/events/task.created', '/clock/reminders', '/internal/outbox'];
  for (const path of paths) server.get(path, async () => ({}));
  const protectedOnes = await Promise.all(paths.map(async (path) => 'content-security-policy' in (await server.inject(path)).headers));
  expect(protectedOnes).toEqual([true, true, false, false, false]);
});

it('answers 400 where the database cannot hold what a schema let pass', async () => {
  const { server } = await serverWith();
  server.get('/refused', async () => {
    throw Object.assign(new Error('invalid byte sequence for encoding "UTF8": 0x00'), { code: '22021' });
  });
  expect((await server.inject('/refused')).statusCode).toBe(400);
});
