import { expect, it, describe } from 'vitest';
import { pino } from 'pino';
import { maxEventBytes } from '#contracts/topics';
import { bulkBody } from '../../test/helpers/events.ts';
import { createHealth } from '../health.ts';
import { createServer } from '../http/create-server.ts';
import type { Verdict } from './consumer.ts';
import type { Delivery } from './delivery.ts';
import { addBulkRoute, maxBulkMessages, type Lasting } from './routes.ts';

const log = pino({ level: 'silent' });

/** What a route answers and passes on, when every event names its own verdict. */
const post = async (payload: object, lasting: Lasting = 'lasting') => {
  const app = await createServer({ log, health: createHealth(), ready: async () => undefined });
  const batches: Delivery[][] = [];
  const consume = async (batch: readonly Delivery[]): Promise<Verdict[]> => {
    batches.push([...batch]);
    return batch.map(({ body }) => (body as { verdict: Verdict } | undefined)?.verdict ?? 'broken');
  };
  addBulkRoute(app, consume, 'some-topic', lasting);
  const response = await app.inject({ method: 'POST', url: '/events/some-topic', payload });
  await app.close();
  return { code: response.statusCode, statuses: response.json<{ statuses: { status: string }[] }>().statuses.map(({ status }) => status), batches };
};

const verdicts: Verdict[] = ['done', 'stale', 'duplicate', 'ignored', 'failed', 'broken', 'unavailable'];
const bodyOf = (...given: Verdict[]) => bulkBody(given.map((verdict) => ({ verdict })), 'some-topic');

describe('a bulk route', () => {
  it('asks again for what may work later or must be dead-lettered, each alone, and says neither DROP nor another code', async () =>
    expect(await post(bodyOf(...verdicts))).toMatchObject({ code: 200, statuses: ['SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'RETRY', 'RETRY', 'RETRY'] }));

  it('asks again for nothing that is of no use later, outages excepted', async () =>
    expect(await post(bodyOf(...verdicts), 'fleeting')).toMatchObject({ code: 200, statuses: ['SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'RETRY'] }));

  it('hands on the place of each event, and as undefined what is no JSON', async () => {
    const { batches } = await post(bulkBody([{ verdict: 'done' }, 'junk', ''], 'some-topic', (i) => (i === 2 ? { __partition: 'x', __offset: '1' } : { __partition: '2', __offset: String(i) })));
    expect(batches).toEqual([[
      { body: { verdict: 'done' }, topic: 'some-topic', partition: 2, offset: '0' },
      { body: undefined, topic: 'some-topic', partition: 2, offset: '1' },
      { body: undefined, topic: 'some-topic', partition: null, offset: null },
    ]]);
  });

  it('takes as many events of the largest size as a subscription may ask for, and handles them a few megabytes at a time', async () => {
    const large = Array.from({ length: maxBulkMessages }, () => ({ verdict: 'done', text: 'x'.repeat(maxEventBytes - 100) }));
    const { code, statuses, batches } = await post(bulkBody(large, 'some-topic'));
    expect([code, new Set(statuses), statuses.length]).toEqual([200, new Set(['SUCCESS']), maxBulkMessages]);
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThan(5);
    expect(batches.flat()).toHaveLength(maxBulkMessages);
  });
});
