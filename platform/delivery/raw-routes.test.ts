import { describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { createHealth } from '../health.ts';
import { createServer } from '../http/create-server.ts';
import type { Verdict } from './consumer.ts';
import type { Delivery } from './delivery.ts';
import { createOutageGuard } from './outage-guard.ts';
import { addRawRoute, asEvents, throughOutages, type RawConsumer } from './raw-routes.ts';
import type { RawMessage } from './raw.ts';

const log = pino({ level: 'silent' });
const message: RawMessage = { payload: Buffer.from('{"a":1}'), key: null, headers: {}, place: { topic: 't', partition: 0, offset: '7' }, timestamp: 1 };
const outageError = (): Error => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

describe('a raw message', () => {
  it('is held through an outage, red meanwhile, and then taken once', async () => {
    const health = createHealth();
    let [down, taken] = [true, 0];
    const guard = createOutageGuard(async () => (down ? Promise.reject(outageError()) : undefined), health, log);
    const take = async (): Promise<void> => {
      if (down) throw outageError();
      taken += 1;
    };
    const verdict = throughOutages(take, guard, log)(message);
    await expect.poll(() => health.problems()).toHaveProperty('outage');
    down = false;
    expect([await verdict, taken]).toEqual(['done', 1]);
    guard.stop();
  });

  it('that fails for a reason of its own is asked for again', async () => {
    const guard = createOutageGuard(async () => undefined, createHealth(), log);
    const refuse = (): Promise<void> => Promise.reject(new Error('a bug'));
    expect(await throughOutages(refuse, guard, log)(message)).toBe('failed');
    guard.stop();
  });

  it.each([['{"a":1}', { a: 1 }], ['junk', undefined], ['', undefined]])('%s is handed on as an event with its place', async (text, body) => {
    const seen: Delivery[] = [];
    const consume = asEvents(async (batch) => {
      seen.push(...batch);
      return batch.map((): Verdict => 'done');
    });
    expect(await consume({ ...message, payload: Buffer.from(text) })).toBe('done');
    expect(seen).toEqual([{ body, topic: 't', partition: 0, offset: '7' }]);
  });
});

describe('its route', () => {
  const post = async (consume: RawConsumer, headers: Record<string, string>, payload: string | Buffer) => {
    const app = await createServer({ log, health: createHealth(), ready: async () => undefined, maxHeaderBytes: 300_000 });
    addRawRoute(app as never, 'dlq.t', consume);
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const response = await fetch(`${address}/events/dlq.t`, { method: 'POST', headers, body: payload });
    await app.close();
    return { status: response.status, body: (await response.json()) as object };
  };

  // Without a dead-letter topic DROP and 404 lose a message, and so would a 2xx with
  // anything else in it.
  it.each<[Verdict, number, string]>([
    ['done', 200, 'SUCCESS'],
    ['duplicate', 200, 'SUCCESS'],
    ['broken', 200, 'SUCCESS'],
    ['failed', 500, 'RETRY'],
    ['unavailable', 503, 'RETRY'],
  ])('answers %s with %i %s', async (verdict, status, answer) => {
    expect(await post(async () => verdict, { 'content-type': 'application/cloudevents+json' }, '{}')).toEqual({ status, body: { status: answer } });
  });

  it('takes any content type, a head of 200 KB and a body of 5 MB', async () => {
    const seen: RawMessage[] = [];
    const take: RawConsumer = async (message) => {
      seen.push(message);
      return 'done';
    };
    const data = Buffer.alloc(3_750_000, 'x');
    const body = JSON.stringify({ data_base64: data.toString('base64') });
    expect(await post(take, { 'content-type': 'no/such-type', __key: 'k'.repeat(200_000) }, body)).toMatchObject({ status: 200 });
    expect([seen[0]!.key!.length, seen[0]!.payload.equals(data)]).toEqual([200_000, true]);
  });
});
