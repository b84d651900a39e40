import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { taskCreated } from '#contracts/events/index';
import { newId } from '#platform/ids';
import { makeEvent } from '../../../test/helpers/events.ts';
import { recordSkip } from '../skip.ts';
import { deletedTask, somewhere } from '../testing/kafka-says.ts';
import { createTestOps, failedTry, type TestOps } from '../testing/test-ops.ts';

let ops: TestOps;
beforeAll(async () => {
  ops = await createTestOps();
});
afterAll(() => ops.close());
beforeEach(() => ops.db.database.query('truncate dead_letters, attempts, inbox, outbox cascade'));

const start = Date.parse('2026-11-21T10:00:00.000Z');
const bytes = (event: object): string => JSON.stringify(event);
const count = async (table: string): Promise<number> => (await ops.db.database.query<{ n: number }>(`select count(*) as n from ${table}`))[0]!.n;

/**
 * The reports of a consumer that was tried four times, and when the dead letter that
 * follows arrives.
 */
const fourTries = (event: { id: string; type: string }, place: ReturnType<typeof somewhere>, consumer: string, from = start) => ({
  reports: [0, 550, 1_100, 2_600].map((after, i) => [failedTry(event, place, { consumer, attempt: i + 1, message: `try ${i + 1} broke` }), from + after] as const),
  deadAt: from + 2_603,
});

describe('a record that an administrator took out of the way of a consumer', () => {
  it.each([['before', true], ['after', false]])('is a failure of that consumer, said %s it arrives', async (_when, saidFirst) => {
    const place = somewhere();
    const actor = { id: newId(), source: 'api' as const, correlationid: 'c' };
    const say = () =>
      ops.db.database.transaction((tx) =>
        recordSkip(tx, { consumer: 'reminder-service', topic: 'task-events', partition: place.partition, offset: String(place.offset) }, { actor, now: new Date(start).toISOString(), newId }),
      );
    if (saidFirst) await say();
    await ops.deadLetter('whatever it is', place, start + 500);
    if (!saidFirst) await say();
    expect(await ops.failures()).toMatchObject([{ consumer: 'reminder-service', reason: 'stopped_sidecar', explanation: expect.stringContaining('the sidecar of reminder-service') }]);
  });
});

describe('what is captured', () => {
  it.each([
    ['no JSON', '{"broken": 1', 'malformed', /not JSON: Expected ',' or '}'/],
    ['cut off', '{"a":', 'malformed', /not JSON: Unexpected end of JSON input/],
    ['bytes that are no text', Uint8Array.from([0x7b, 0xff, 0x00]), 'malformed', /not UTF-8: byte 0xff at position 1/],
    ['a tombstone', 'null', 'malformed', /null, as a tombstone is/],
    ['nothing', '', 'malformed', /empty/],
    ['a list', '[1]', 'malformed', /no object: it is a list/],
    ['no type', bytes({ id: newId() }), 'contract_broken', /it has no type/],
    ['a type that is no text', bytes({ ...deletedTask(), type: 42 }), 'contract_broken', /its type is no text but a number/],
    ['a broken contract', bytes({ ...deletedTask(), data: { task_id: 'x' } }), 'contract_broken', /data\.task_id: Invalid UUID/],
    ['an unknown type', bytes(deletedTask({ type: 'task.archived' })), 'unroutable', /task\.archived is no event type of this system/],
    ['a type of another topic', bytes(deletedTask({ type: 'audit.recorded' })), 'unroutable', /belongs on audit-log/],
    ['an expired event', bytes(deletedTask({ expiration: '2026-01-01T00:00:00Z' })), 'expired', /expired at 2026-01-01/],
    ['a sound event that no route took', bytes(deletedTask()), 'unroutable', /has no route for task\.deleted/],
  ])('as %s says why', async (_name, payload, reason, explanation) => {
    expect(await ops.deadLetter(payload, somewhere(), start)).toBe(200);
    const [failure, ...others] = await ops.failures();
    expect(others).toEqual([]);
    expect(failure).toMatchObject({ consumer: null, reason, state: 'open', attempts: 0, explanation: expect.stringMatching(explanation) });
  });

  it('shows its ids, its place and its times', async () => {
    const [event, place] = [deletedTask(), somewhere()];
    await ops.deadLetter(bytes(event), place, start);
    expect((await ops.failures())[0]).toMatchObject({
      event_id: event.id, event_type: 'task.deleted', user_id: event.partitionkey, task_id: event.data.task_id, topic: 'task-events',
      partition: place.partition, offset: String(place.offset), first_failed_at: '2026-11-21T10:00:00.000Z',
    });
  });

  it('is two dead letters where two records say that they stood at one place, also at one instant', async () => {
    const place = somewhere();
    await ops.deadLetter('the first', place, start);
    await ops.deadLetter('another one, of a topic that was made anew', place, start);
    await ops.deadLetter('the first', place, start);
    expect((await ops.db.database.query<{ payload: Buffer }>('select payload from dead_letters order by captured_at')).map(({ payload }) => payload.toString())).toEqual([
      'the first', 'another one, of a topic that was made anew',
    ]);
    expect(await count('arrivals')).toBe(2);
  });

  it('keeps bytes, key and headers as they came, but not those of the delivery', async () => {
    const place = somewhere();
    const payload = Uint8Array.from([0, 1, 2, 255, 254]);
    await ops.deadLetter(payload, place, start, { headers: { __key: 'a%0Ab%FF+c', 'my-header': 'x%20y', traceparent: '00-1' } });
    const [stored] = await ops.db.database.query<{ payload: Buffer; key: string; headers: object }>('select payload, key, headers from dead_letters');
    expect(stored).toEqual({ payload: Buffer.from(payload), key: 'a\nb\uFFFD c', headers: { 'my-header': 'x y' } });
  });

  it('is an event of 2 MiB too, and one whose texts PostgreSQL cannot hold', async () => {
    const large = { ...deletedTask(), data: { task_id: newId(), more: 'x'.repeat(2_000_000) } };
    expect(await ops.deadLetter(bytes(large), somewhere(), start)).toBe(200);
    const odd = { id: 'zero \u0000 byte', type: 'half \ud800 a pair', partitionkey: '\u0000', subject: 'x'.repeat(5_000), time: '+275760-01-01T00:00:00Z', data: { task_id: 7 } };
    expect(await ops.deadLetter(bytes(odd), somewhere(), start + 1, { headers: { __key: '%00', 'zero-byte': '%00%ED%A0%80' } })).toBe(200);
    const [oddOne, largeOne] = await ops.failures();
    expect(largeOne!.explanation).toMatch(/It has \d{7} bytes; producers of this system write no event over 1048576/);
    expect(oddOne).toMatchObject({ reason: 'unroutable', event_id: null, user_id: null, task_id: null, event_type: null });
  });

  it('says so when it was written straight into a dead-letter topic', async () => {
    await ops.deadLetter(bytes(deletedTask()), { topic: 'dlq.task-events', partition: 0, offset: 7 }, start, { topic: 'dlq.task-events' });
    expect((await ops.failures())[0]).toMatchObject({ reason: 'unknown', topic: 'dlq.task-events', offset: '7', explanation: expect.stringContaining('written straight into') });
  });

  it('says so when HTTP cannot carry its key, which no report can tell', async () => {
    await ops.deadLetter(bytes(deletedTask()), somewhere(), start, { headers: { __key: 'a%0Ab' } });
    expect((await ops.failures())[0]!.explanation).toMatch(/its key has a control character/);
  });

  it('is one dead letter, however often it is delivered, at the same time too', async () => {
    const [event, place] = [deletedTask(), somewhere()];
    const statuses = await Promise.all([1, 2, 3, 4].map(() => ops.deadLetter(bytes(event), place, start)));
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect([await count('dead_letters'), await count('arrivals'), await count('failures')]).toEqual([1, 1, 1]);
  });

  it('is known again without any place', async () => {
    const headers = { __topic: '', __partition: 'none', __offset: '-' };
    for (let i = 0; i < 2; i++) expect(await ops.deadLetter('{', somewhere(), start, { topic: 'dlq.reminders', headers })).toBe(200);
    expect(await ops.deadLetter('[', somewhere(), start, { topic: 'dlq.reminders', headers })).toBe(200);
    expect(await count('dead_letters')).toBe(2);
  });
});

describe('a consumer that failed', () => {
  // The dead letter and the reports on it come from two topics: any order must give the
  // same result.
  it.each([
    ['before the dead letter', 4],
    ['after it', 0],
    ['around it', 2],
  ])('is named by reports that come %s, under the same id', async (_name, before) => {
    const [event, place] = [deletedTask(), somewhere()];
    const { reports, deadAt } = fourTries(event, place, 'reminder-service');
    for (const [report, at] of reports.slice(0, before)) await ops.report(report, at);
    await ops.deadLetter(bytes(event), place, deadAt);
    const [first] = await ops.failures();
    for (const [report, at] of reports.slice(before)) await ops.report(report, at);
    const [failure, ...others] = await ops.failures();
    expect(others).toEqual([]);
    expect(failure).toMatchObject({
      id: first!.id, consumer: 'reminder-service', reason: 'handler_failed', attempts: 4, error_class: 'TypeError', message: 'try 4 broke', state: 'open',
      first_failed_at: '2026-11-21T10:00:00.000Z', last_failed_at: '2026-11-21T10:00:02.600Z',
    });
  });

  it('is named by reports that come at the same time as the dead letter', async () => {
    for (let round = 0; round < 10; round++) {
      const [event, place] = [deletedTask(), somewhere()];
      const { reports, deadAt } = fourTries(event, place, 'reminder-service');
      await Promise.all([ops.deadLetter(bytes(event), place, deadAt), ...reports.map(([report, at]) => ops.report(report, at))]);
    }
    const failures = await ops.failures();
    expect(failures.map(({ consumer, attempts }) => [consumer, attempts])).toEqual(Array.from({ length: 10 }, () => ['reminder-service', 4]));
  });

  it('and another one are two failures of one dead letter', async () => {
    const [event, place] = [deletedTask(), somewhere()];
    const [one, two] = [fourTries(event, place, 'reminder-service'), fourTries(event, place, 'audit-service')];
    for (const [report, at] of [...one.reports, ...two.reports]) await ops.report(report, at);
    await ops.deadLetter(bytes(event), place, one.deadAt);
    await ops.deadLetter(bytes(event), place, two.deadAt + 1);
    expect((await ops.failures()).map(({ consumer }) => consumer).sort()).toEqual(['audit-service', 'reminder-service']);
    expect([await count('dead_letters'), await count('arrivals')]).toEqual([1, 2]);
  });

  it('twice and then succeeded is no failure, beside one that gave up', async () => {
    const [event, place] = [deletedTask(), somewhere()];
    const { reports, deadAt } = fourTries(event, place, 'reminder-service');
    const recovered = fourTries(event, place, 'audit-service', start + 10).reports.slice(0, 2);
    for (const [report, at] of [...recovered, ...reports]) await ops.report(report, at);
    await ops.report(failedTry(event, place, { consumer: 'audit-service', attempt: 3, outcome: 'handled' }), start + 30);
    await ops.deadLetter(bytes(event), place, deadAt);
    expect((await ops.failures()).map(({ consumer }) => consumer)).toEqual(['reminder-service']);
  });

  it('and was blamed for it is cleared by its later success, which leaves a dead letter of an unknown consumer', async () => {
    const [event, place] = [deletedTask(), somewhere()];
    for (const [report, at] of fourTries(event, place, 'audit-service').reports) await ops.report(report, at);
    await ops.deadLetter(bytes(event), place, start);
    expect(await ops.failures()).toMatchObject([{ consumer: 'audit-service' }]);
    await ops.report(failedTry(event, place, { consumer: 'audit-service', attempt: 5, outcome: 'handled' }), start - 5_000);
    expect(await ops.failures()).toMatchObject([{ consumer: null, reason: 'unroutable' }]);
  });

  it('without a last report is named as one that may have died', async () => {
    const [event, place] = [deletedTask(), somewhere()];
    for (const [report, at] of fourTries(event, place, 'audit-service').reports.slice(0, 2)) await ops.report(report, at);
    await ops.deadLetter(bytes(event), place, start);
    expect(await ops.failures()).toMatchObject([{ consumer: null, reason: 'unknown', explanation: expect.stringContaining('audit-service reported failed tries but no last one') }]);
  });

  it('and one that never reported anything are two failures', async () => {
    const [event, place] = [deletedTask(), somewhere()];
    const { reports, deadAt } = fourTries(event, place, 'reminder-service');
    await ops.deadLetter(bytes(event), place, start - 200);
    for (const [report, at] of reports) await ops.report(report, at);
    await ops.deadLetter(bytes(event), place, deadAt);
    expect((await ops.failures()).map(({ consumer, reason }) => [consumer, reason]).sort()).toEqual([[null, 'unknown'], ['reminder-service', 'handler_failed']]);
  });

  it('by a broken contract is known from its one report, for an event without an id by its place', async () => {
    const place = somewhere();
    await ops.report(failedTry({ id: null, type: null }, place, { error_class: 'CONTRACT_BROKEN', message: 'type: Required' }), start);
    await ops.deadLetter(bytes({ type: 'task.deleted' }), place, start + 3);
    expect(await ops.failures()).toMatchObject([{ consumer: 'reminder-service', reason: 'contract_broken', explanation: expect.stringContaining('type: Required') }]);
  });

  it('is named by a report without a place, through the event id', async () => {
    const [event, place] = [deletedTask(), somewhere()];
    await ops.deadLetter(bytes(event), place, start + 3);
    await ops.report(failedTry(event, null, { attempt: 4 }), start);
    expect((await ops.failures())[0]!.consumer).toBe('reminder-service');
  });

  it('is not named by the reports on a second copy of the event', async () => {
    const [event, place] = [deletedTask(), somewhere()];
    await ops.deadLetter(bytes(event), place, start + 3);
    await ops.report(failedTry(event, somewhere(), { attempt: 4 }), start);
    expect((await ops.failures())[0]!.consumer).toBeNull();
  });

  it('keeps what an operator has done with it when a report comes late', async () => {
    const [event, place] = [deletedTask(), somewhere()];
    await ops.deadLetter(bytes(event), place, start + 3);
    const { id } = (await ops.failures())[0]!;
    await ops.call('POST', `/ops/dead-letters/${id}/archive`, { body: { reason: 'known' } });
    await ops.report(failedTry(event, place, { attempt: 4 }), start);
    expect(await ops.failures()).toMatchObject([{ id, consumer: 'reminder-service', state: 'archived' }]);
  });
});

describe('when the database fails', () => {
  it('in the middle of reading a dead letter, it is listed as it came', async () => {
    await ops.db.database.query('alter table dead_letters rename column correlation_id to hidden');
    expect(await ops.deadLetter(bytes(deletedTask()), somewhere(), start)).toBe(200);
    await ops.db.database.query('alter table dead_letters rename column hidden to correlation_id');
    expect(await ops.failures()).toMatchObject([{ reason: 'unknown', consumer: null, event_id: null }]);
  });

  it('at storing it, the message is asked for again until it can be stored', async () => {
    const [event, place] = [makeEvent(taskCreated, { task_id: newId(), task: {} as never }), somewhere()];
    await ops.db.database.query('alter table arrivals rename to hidden');
    expect(await ops.deadLetter(bytes(event), place, start)).toBe(500);
    await ops.db.database.query('alter table hidden rename to arrivals');
    expect(await count('dead_letters')).toBe(0);
    expect(await ops.deadLetter(bytes(event), place, start)).toBe(200);
    expect(await count('failures')).toBe(1);
  });
});
