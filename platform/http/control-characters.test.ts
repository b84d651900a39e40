import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHealth } from '../health.ts';
import { findControl } from './control-characters.ts';
import { createServer } from './create-server.ts';
import { hidden, type Server } from './server.ts';

let app: Server;
beforeAll(async () => {
  app = await createServer({ log: pino({ level: 'silent' }), health: createHealth(), ready: async () => undefined });
  app.post('/texts/:name', { schema: { querystring: z.object({ q: z.string().optional() }), body: z.object({ tags: z.array(z.string()), more: z.record(z.string(), z.unknown()).optional() }) } }, async () => ({}));
  app.post('/events/x', { schema: hidden }, async () => ({}));
});
afterAll(() => app.close());

const post = async (url: string, payload: object) => {
  const { statusCode, body } = await app.inject({ method: 'POST', url, payload });
  return [statusCode, (JSON.parse(body) as { detail?: string }).detail];
};

describe('a control character', () => {
  it.each([
    ['/texts/a', { tags: ['fine', 'b\u0000d'] }, 'tags.1: has the control character U+0000; only newline and tab may stand in a text'],
    ['/texts/a', { tags: ['b\r\n'] }, 'tags.0: has the control character U+000D'],
    ['/texts/a', { tags: ['\u0085'] }, 'tags.0: has the control character U+0085'],
    ['/texts/a', { tags: [], more: { 'k\u0007': 1 } }, 'more: has the control character U+0007'],
    ['/texts/a?q=%00', { tags: [] }, 'q: has the control character U+0000'],
    ['/texts/%1b', { tags: [] }, 'name: has the control character U+001B'],
  ])('in %s %j is refused at the door, with its place', async (url, body, detail) => expect(await post(url, body)).toEqual([400, expect.stringContaining(detail)]));

  it('is none where it is a newline or a tab, and in what services say to each other', async () => {
    expect(await post('/texts/a', { tags: ['line\none\ttab', 'ünïcode 🙂'] })).toEqual([200, undefined]);
    expect(await post('/events/x', { title: '\u0000' })).toEqual([200, undefined]);
  });

  it('is found however deep it stands', () => {
    let deep: unknown = '\u0001';
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(findControl(deep)?.found).toBe('U+0001');
  });
});
