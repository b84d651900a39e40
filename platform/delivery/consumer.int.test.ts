import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { taskDeleted, taskReminder, userDeleted } from '#contracts/events/index';
import { createTestConsumer } from '../../test/helpers/consumer.ts';
import { createTestDatabase, goesOn, type TestDatabase } from '../../test/helpers/database.ts';
import { makeEvent, sampleEvent } from '../../test/helpers/events.ts';
import type { Database } from '../db/database.ts';
import { inboxMigrations, outboxMigrations } from '../db/migrate.ts';
import { purgeInbox } from '../inbox/inbox.ts';
import { newId } from '../ids.ts';
import type { Delivery } from './delivery.ts';
import { onEvent, onEventAs, type Work } from './on-event.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase('delivery-test', [outboxMigrations, inboxMigrations]);
  await db.database.query('create table effects (n bigint generated always as identity, task_id uuid, event_id uuid)');
});
afterAll(() => db.drop());
beforeEach(() => db.database.query('truncate effects, inbox, failed_tries, outbox'));

/**
 * Writes a row for each event; fails for the tasks in `poison`, and is stale for those in
 * `old`.
 */
const poison = new Set<string>();
const old = new Set<string>();
const recordDeleted = onEvent(taskDeleted, async (event, { tx }) => {
  await tx.query('insert into effects (task_id, event_id) values ($1, $2)', [event.data.task_id, event.id]);
  if (poison.has(event.data.task_id)) throw Object.assign(new TypeError('cannot handle this'), { code: 'POISON' });
  return old.has(event.data.task_id) ? 'stale' : 'done';
});

const deleted = (attributes = {}) => makeEvent(taskDeleted, { task_id: newId() }, attributes);
let offset = 0;
const deliver = (body: unknown): Delivery => ({ body, topic: 'task-events', partition: 1, offset: String(offset++) });
const effects = async (): Promise<string[]> =>
  (await db.database.query<{ event_id: string }>('select event_id from effects order by n')).map((row) => row.event_id);
const reports = async (): Promise<Record<string, unknown>[]> =>
  (await db.database.query<{ event: string }>('select event from outbox order by position')).map(
    (row) => (JSON.parse(row.event) as { data: Record<string, unknown> }).data,
  );

// Both ways of delivery run the same consumer: one event at a time, and a batch.
describe.each([
  ['single delivery', false],
  ['bulk delivery', true],
])('%s', (_name, bulk) => {
  const consumeAll = async (bodies: unknown[], database: Database = db.database) => {
    const { consume } = createTestConsumer(database, [recordDeleted]);
    if (bulk) return consume(bodies.map(deliver));
    const verdicts = [];
    for (const body of bodies) verdicts.push(...(await consume([deliver(body)])));
    return verdicts;
  };

  it('runs the handler of each event, in order', async () => {
    const events = [deleted(), deleted(), deleted()];
    expect(await consumeAll(events)).toEqual(['done', 'done', 'done']);
    expect(await effects()).toEqual(events.map(({ id }) => id));
  });

  it('has one effect for an event that comes again, also within a batch', async () => {
    const event = deleted();
    expect(await consumeAll([event, event])).toEqual(['done', 'duplicate']);
    expect(await consumeAll([event])).toEqual(['duplicate']);
    expect(await effects()).toEqual([event.id]);
  });

  it('acknowledges what the handler calls stale', async () => {
    const event = deleted();
    old.add(event.data.task_id);
    expect(await consumeAll([event])).toEqual(['stale']);
  });

  it('rolls a failing event back with its inbox row, reports it, and still handles the others', async () => {
    const [first, bad, last] = [deleted(), deleted(), deleted()];
    poison.add(bad!.data.task_id);
    expect(await consumeAll([first, bad, last])).toEqual(['done', 'failed', 'done']);
    expect(await effects()).toEqual([first!.id, last!.id]);
    expect(await reports()).toMatchObject([
      { consumer: 'test-consumer', event_id: bad!.id, outcome: 'failed', error_class: 'POISON', message: 'cannot handle this', attempt: 1, partition: 1, took_ms: expect.any(Number) },
    ]);
    poison.clear();
    expect(await consumeAll([bad])).toEqual(['done']);
    expect((await reports()).map(({ outcome, event_id }) => [outcome, event_id])).toEqual([['failed', bad!.id], ['handled', bad!.id]]);
  });

  it('reports no success of an event that never failed', async () => {
    const event = deleted();
    expect(await consumeAll([event, event])).toEqual(['done', 'duplicate']);
    expect(await reports()).toEqual([]);
  });

  it('rejects an event that breaks its contract, with the reason, and keeps the others', async () => {
    const good = deleted();
    const broken = { ...deleted(), data: { task_id: 'not a uuid' } };
    expect(await consumeAll([broken, good, 'no object', { type: 7 }])).toEqual(['broken', 'done', 'broken', 'broken']);
    expect(await reports()).toMatchObject([{ error_class: 'CONTRACT_BROKEN', event_id: broken.id }, { event_id: null }, { event_id: null }]);
    expect((await reports())[0]!['message']).toContain('data.task_id');
  });

  it('acknowledges a type that it does not know', async () => {
    expect(await consumeAll([{ ...deleted(), type: 'task.archived' }])).toEqual(['ignored']);
  });

  it('ignores a replay for another consumer, and confirms its own', async () => {
    const [mine, other] = [deleted({ replaytarget: 'test-consumer' }), deleted({ replaytarget: 'somebody-else' })];
    expect(await consumeAll([other, mine, mine])).toEqual(['ignored', 'done', 'duplicate']);
    expect(await effects()).toEqual([mine!.id]);
    expect((await reports()).map((report) => report['outcome'])).toEqual(['handled', 'duplicate']);
  });

  it('strips attributes and data that it does not know', async () => {
    expect(await consumeAll([{ ...deleted(), pubsubname: 'kafka-pubsub', data: { task_id: newId(), more: 1 } }])).toEqual(['done']);
  });

  it('waits through an outage of the database, red meanwhile, and then handles the event once', async () => {
    let down = true;
    const refuse = (): never => {
      throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    };
    const flaky: Database = {
      ...db.database,
      query: async (sql, values) => (down ? refuse() : db.database.query(sql, values)),
      transaction: async (work) => (down ? refuse() : db.database.transaction(work)),
    };
    const { consume, health } = createTestConsumer(flaky, [recordDeleted]);
    const event = deleted();
    const handled = consume([deliver(event)]);
    await expect.poll(() => health.problems()).toHaveProperty('outage');
    down = false;
    expect(await handled).toEqual(['done']);
    await expect.poll(() => health.problems(), { timeout: 5_000 }).toEqual({});
    expect(await effects()).toEqual([event.id]);
    expect(await reports()).toEqual([]);
  });
});

describe('a table that somebody has locked', () => {
  it('is an outage: the event waits for it, red meanwhile, and is no dead letter', async () => {
    const { consume, health } = createTestConsumer(db.database, [recordDeleted]);
    const event = deleted();
    const [locked, unlocked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holding = db.database.transaction(async (tx) => {
      await tx.query('lock table effects in access exclusive mode');
      locked.resolve();
      await unlocked.promise;
    });
    await locked.promise;
    const handled = consume([deliver(event)]);
    await expect.poll(() => health.problems(), { timeout: 20_000 }).toHaveProperty('outage', 'canceling statement due to lock timeout');
    unlocked.resolve();
    await holding;
    expect(await handled).toEqual(['done']);
    expect(await reports()).toEqual([]);
  });
});

describe('a handler whose statement takes longer than the server allows', () => {
  const slow = onEvent(taskDeleted, async (event, { tx }) => {
    await tx.query('set local statement_timeout = 200');
    if (poison.has(event.data.task_id)) await tx.query('select pg_sleep(5)');
    await tx.query('insert into effects (task_id, event_id) values ($1, $2)', [event.data.task_id, event.id]);
  });

  it.each([['alone', 1], ['in a batch', 3]])('fails as its own fault once the server has answered in between, %s', async (_how, size) => {
    const { consume } = createTestConsumer(db.database, [slow]);
    const events = Array.from({ length: size }, () => deleted());
    poison.add(events[0]!.data.task_id);
    expect(await consume(events.map(deliver))).toEqual(events.map((_, i) => (i === 0 ? 'failed' : 'done')));
    expect(await reports()).toMatchObject([{ event_id: events[0]!.id, outcome: 'failed', error_class: '57014' }]);
  });
});

describe('the number of a try', () => {
  const tryOnce = (delivery: Delivery) => createTestConsumer(db.database, [recordDeleted]).consume([delivery]);
  const told = async () => (await reports()).map(({ outcome, attempt }) => [outcome, attempt]);
  afterEach(() => poison.clear());

  it('survives restarts and counts up to the success, which is reported with the effect', async () => {
    const delivery = deliver(deleted());
    poison.add((delivery.body as ReturnType<typeof deleted>).data.task_id);
    for (let i = 0; i < 5; i++) expect(await tryOnce(delivery)).toEqual(['failed']);
    poison.clear();
    expect(await tryOnce(delivery)).toEqual(['done']);
    expect(await told()).toEqual([...[1, 2, 3, 4, 5].map((n) => ['failed', n]), ['handled', 6]]);
    expect(await db.database.query('select 1 from failed_tries')).toEqual([]);
  });

  it('begins again at another place, as for a replay', async () => {
    const event = deleted();
    poison.add(event.data.task_id);
    const [first, copy] = [deliver(event), deliver(event)];
    for (const delivery of [first, first, copy]) await tryOnce(delivery);
    expect(await told()).toEqual([['failed', 1], ['failed', 2], ['failed', 1]]);
  });

  it('is counted for a message without an id too, and for an id that PostgreSQL cannot hold; a broken contract is reported at the first', async () => {
    for (const delivery of [deliver({ type: 'task.deleted' }), deliver({ ...deleted(), id: 'zero \u0000' })]) {
      for (let i = 0; i < 2; i++) expect(await tryOnce(delivery)).toEqual(['broken']);
    }
    expect(await told()).toEqual([['failed', 1], ['failed', 1]]);
  });
});

describe('the inbox', () => {
  it('forgets what is older than any replay may be, and nothing else', async () => {
    const { consume } = createTestConsumer(db.database, [recordDeleted]);
    const [old, recent] = [deleted(), deleted()];
    await consume([old, recent].map(deliver));
    await db.database.query(`update inbox set received_at = now() - interval '36 days' where event_id = $1`, [old!.id]);
    expect(await purgeInbox(db.database)(goesOn)).toBe(1);
    expect(await consume([deliver(recent)])).toEqual(['duplicate']);
  });
});

describe('a report', () => {
  it('is published directly when no database takes it, and the delivery is answered all the same', async () => {
    const sent: unknown[] = [];
    const noReports: Database = {
      ...db.database,
      transaction: (work) => db.database.transaction((tx) => work({ ...tx, emit: () => { throw new Error('disk full'); } })),
    };
    const publishDirectly = async (_topic: string, event: unknown): Promise<void> => void sent.push(event);
    const { consume } = createTestConsumer(noReports, [recordDeleted], { publishDirectly });
    expect(await consume([deliver({ ...deleted(), data: {} })])).toEqual(['broken']);
    expect(sent).toMatchObject([{ type: 'delivery.reported', data: { error_class: 'CONTRACT_BROKEN' } }]);
    const unreachable = createTestConsumer(noReports, [recordDeleted]);
    expect(await unreachable.consume([deliver({ ...deleted(), data: {} })])).toEqual(['broken']);
  });
});

describe('handlers that share their work', () => {
  it('get their events together and in order, whatever the types', async () => {
    const batches: string[][] = [];
    const work: Work<string> = async (ids) => void batches.push([...ids]);
    const { consume } = createTestConsumer(db.database, [
      onEventAs(taskDeleted, ({ id }) => id, work),
      onEventAs(userDeleted, ({ id }) => id, work),
      onEvent(taskReminder, async () => undefined),
    ]);
    const [a, b, c, d] = [deleted(), sampleEvent(userDeleted), sampleEvent(taskReminder), deleted()];
    expect(await consume([a, b, c, d].map(deliver))).toEqual(['done', 'done', 'done', 'done']);
    expect(batches).toEqual([[a.id, b.id], [d.id]]);
  });
});

describe('two replicas', () => {
  it('give one effect when both get the same events at once', async () => {
    const events = Array.from({ length: 40 }, () => deleted());
    const replicas = [db.open(), db.open()].map((database) => createTestConsumer(database, [recordDeleted]));
    const verdicts = await Promise.all(replicas.map(({ consume }, i) => consume((i === 0 ? events : [...events].reverse()).map(deliver))));
    expect(verdicts.flat().filter((verdict) => verdict === 'done')).toHaveLength(events.length);
    expect(new Set(await effects()).size).toBe(events.length);
    expect(await effects()).toHaveLength(events.length);
  });
});
