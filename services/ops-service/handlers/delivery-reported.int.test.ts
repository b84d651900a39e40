import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliveryReported } from '#contracts/events/index';
import type { Verdict } from '#platform/delivery/consumer';
import { makeEvent } from '../../../test/helpers/events.ts';
import { deletedTask, somewhere } from '../testing/kafka-says.ts';
import { createTestOps, failedTry, type TestOps } from '../testing/test-ops.ts';

let ops: TestOps;
beforeAll(async () => {
  ops = await createTestOps();
});
afterAll(() => ops.close());
beforeEach(() => ops.db.database.query('truncate dead_letters, attempts, inbox, outbox cascade'));

const at = Date.parse('2026-11-21T10:00:00Z');
const reported = (more: object = {}, attributes: object = {}) => makeEvent(deliveryReported, { ...failedTry(deletedTask(), somewhere()), ...more }, attributes);
const consume = async (...events: object[]): Promise<Verdict[]> =>
  ops.consume(events.map((body, i) => ({ body, topic: 'delivery-reports', partition: 0, offset: String(i) })));
const attempts = (): Promise<Record<string, unknown>[]> => ops.db.database.query('select * from attempts order by reported_at');

describe('a delivery report', () => {
  it('is kept with all that it says', async () => {
    const event = reported({ attempt: 3 });
    expect(await consume(event)).toEqual(['done']);
    expect(await attempts()).toMatchObject([
      { report_id: event.id, consumer: 'reminder-service', event_id: event.data.event_id, attempt: 3, outcome: 'failed', error_class: 'TypeError', reported_at: new Date(event.time) },
    ]);
  });

  it('that comes twice is kept once', async () => {
    const event = reported();
    expect(await consume(event, event)).toEqual(['done', 'duplicate']);
    expect(await consume(event)).toEqual(['duplicate']);
    expect(await attempts()).toHaveLength(1);
  });

  it('that is older than others is kept too: reports have no versions', async () => {
    const [event, place] = [deletedTask(), somewhere()];
    const tryAt = (attempt: number, time: number) => reported(failedTry(event, place, { attempt }), { time: new Date(time).toISOString() });
    expect(await consume(tryAt(2, at + 500), tryAt(1, at))).toEqual(['done', 'done']);
    expect((await attempts()).map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  it('that breaks the contract is dropped without a report of its own, and those behind it are kept', async () => {
    expect(await consume({ ...reported(), data: { consumer: 7 } }, reported())).toEqual(['broken', 'done']);
    expect(await attempts()).toHaveLength(1);
  });

  it('that cannot be stored leaves nothing behind, and is kept when it comes again', async () => {
    const event = reported();
    await ops.db.database.query('alter table arrivals rename to hidden');
    expect(await consume(event)).toEqual(['failed']);
    await ops.db.database.query('alter table hidden rename to arrivals');
    expect(await attempts()).toEqual([]);
    expect(await consume(event)).toEqual(['done']);
  });

  it.each([
    ['texts that PostgreSQL cannot hold', { consumer: '\u0000', message: 'zero \u0000 byte', event_id: '\ud800', stack: 'x'.repeat(100_000) }],
    ['numbers beyond every column', { attempt: Number.MAX_SAFE_INTEGER, partition: Number.MAX_SAFE_INTEGER, offset: '9'.repeat(40) }],
    ['nothing that it could leave out', { consumer: '', event_id: null, event_type: null, partition: null, offset: null, message: null, error_class: null, stack: null }],
    ['an offset that is none', { offset: 'seven' }],
  ])('with %s does not stop the others', async (_name, more) => {
    expect(await consume(reported(more), reported())).toEqual(['done', 'done']);
    expect(await attempts()).toHaveLength(2);
  });
});

describe('on its way from Kafka', () => {
  it.each([['junk', 'junk'], ['a tombstone', 'null'], ['a list', '[]'], ['an event of another type', JSON.stringify(deletedTask())]])('%s is acknowledged, or it would stop all reports', async (_name, payload) => {
    expect(await ops.deadLetter(payload, somewhere('delivery-reports'), at, { topic: 'delivery-reports' })).toBe(200);
    expect(await attempts()).toEqual([]);
  });

  it('a report that cannot be stored is asked for again', async () => {
    await ops.db.database.query('alter table attempts rename to hidden');
    const status = await ops.report({}, at);
    await ops.db.database.query('alter table hidden rename to attempts');
    expect(status).toBe(500);
  });
});
