import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { taskDeleted } from '#contracts/events/index';
import { auditLog, taskEvents, taskUpdates } from '#contracts/topics';
import type { BulkPublish, Outgoing } from '../dapr/bulk-publish.ts';
import type { Database } from '../db/database.ts';
import { outboxMigrations } from '../db/migrate.ts';
import { newId } from '../ids.ts';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/helpers/database.ts';
import { makeEvent } from '../../test/helpers/events.ts';
import { EventTooLarge } from './draft.ts';
import { startRelay, type Relay } from './relay.ts';
import { listOldest, outboxState, readLaneHeads, retryParked, type Heads, type HeadsWanted } from './rows.ts';

let db: TestDatabase;
let relays: Relay[] = [];

beforeAll(async () => {
  db = await createTestDatabase('outbox-test', [outboxMigrations]);
});
afterAll(() => db.drop());
beforeEach(() => db.database.query('truncate outbox, outbox_keys, outbox_relays'));
beforeEach(() => db.database.query(`update outbox_leases set owner = null, expires_at = '-infinity'`));
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()));
  relays = [];
});

/** A broker that keeps what it accepts; `refuse` gives the reason for refusing an event. */
const fakeBroker = (refuse: (entry: Outgoing) => string | undefined = () => undefined) => {
  const log: { key: string; id: string }[] = [];
  const batches: Outgoing[][] = [];
  const publish: BulkPublish = async (_topic, batch) => {
    batches.push([...batch]);
    await sleep(Math.random() * 4);
    const failed = new Map<string, string>();
    for (const entry of batch) {
      const reason = refuse(entry);
      if (reason !== undefined) failed.set(entry.id, reason);
    }
    for (const { id, key } of batch) if (!failed.has(id)) log.push({ id, key });
    return { failed };
  };
  return { log, batches, publish };
};

const start = (publish: BulkPublish, database: Database = db.open(), gatherMs = 0): Relay => {
  const relay = startRelay({ db: database, url: db.url, service: 'outbox-test', topics: [taskEvents, taskUpdates, auditLog], publish, gatherMs, log: silentLog });
  relays.push(relay);
  return relay;
};

const emit = (database: Database, keys: string[], sequence = 1): Promise<unknown> =>
  database.transaction(async (tx) => {
    for (const key of keys) tx.emit(taskDeleted, { key, sequence, correlationid: 'test-correlation', data: { task_id: newId() } });
  });

const allTopics = [taskEvents, taskUpdates, auditLog].map(({ name }) => name);

/** Emits one event to each topic, in one transaction. */
const emitToAll = (database: Database, key: string): Promise<unknown> =>
  database.transaction(async (tx) => {
    for (const topic of allTopics) tx.emitAgain({ topic, key, envelope: makeEvent(taskDeleted, { task_id: newId() }) });
  });

const leased = async (): Promise<number> => (await db.database.query('select 1 from outbox_leases where owner is not null and expires_at > now()')).length;

/** A database that records its single queries. */
const watch = (database: Database): { database: Database; statements: string[] } => {
  const statements: string[] = [];
  const query: Database['query'] = (sql, values, limitMs) => {
    statements.push(sql);
    return database.query(sql, values, limitMs);
  };
  return { database: { ...database, query }, statements };
};

const drained = async (): Promise<void> => {
  while ((await outboxState(db.database)).waiting > 0) await sleep(10);
};

const firstOccurrences = (log: { key: string; id: string }[], key: string): string[] => [
  ...new Set(log.filter((entry) => entry.key === key).map(({ id }) => id)),
];

/** The ids of a key's events in the order of their commits, as stored. */
const recordCommits = async (): Promise<Map<string, string[]>> => {
  const rows = await db.database.query<{ key: string; id: string }>('select key, id from outbox order by position');
  const committed = new Map<string, string[]>();
  for (const { key, id } of rows) committed.set(key, [...(committed.get(key) ?? []), id]);
  return committed;
};

const readHeads = (more: Partial<HeadsWanted>): Promise<Heads> =>
  readLaneHeads(db.database, { topics: [taskEvents.name], buckets: Array.from({ length: 16 }, (_, i) => i), except: [], limit: 500, bytes: 10_000_000, ...more });

describe('the relay', () => {
  it('publishes what a transaction promised, once it has committed', async () => {
    const broker = fakeBroker();
    const relay = start(broker.publish);
    const database = db.open(relay.wake);
    await emit(database, ['ada']);
    await drained();
    expect(broker.log).toHaveLength(1);
  });

  it('publishes an event that exists once more as it stands, under its own id and key', async () => {
    const broker = fakeBroker();
    const database = db.open(start(broker.publish).wake);
    const envelope = { ...makeEvent(taskDeleted, { task_id: newId() }), replaytarget: 'reminder-service', unknownattribute: 'kept' };
    await database.transaction(async (tx) => tx.emitAgain({ topic: taskEvents.name, key: 'ada', envelope }));
    await drained();
    expect(broker.log).toEqual([{ key: 'ada', id: envelope.id }]);
    expect(JSON.parse(broker.batches[0]![0]!.event)).toEqual(envelope);
  });

  it('refuses an event that exists but that no broker would take, and writes nothing', async () => {
    const envelope = { id: newId(), data: 'x'.repeat(2 * 1024 * 1024) };
    const attempt = db.database.transaction(async (tx) => tx.emitAgain({ topic: taskEvents.name, key: 'ada', envelope }));
    await expect(attempt).rejects.toThrow(EventTooLarge);
    expect((await outboxState(db.database)).waiting).toBe(0);
  });

  it('publishes nothing of a transaction that rolled back', async () => {
    const broker = fakeBroker();
    start(broker.publish);
    const failing = db.database.transaction(async (tx) => {
      tx.emit(taskDeleted, { key: 'ada', correlationid: 'test-correlation', data: { task_id: newId() } });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await emit(db.database, ['bob']);
    await drained();
    expect(broker.log.map(({ key }) => key)).toEqual(['bob']);
  });

  it('keeps the commit order of each key under concurrent writers, with at most one event a key in a batch', async () => {
    const keys = ['ada', 'bob', 'cyd', 'dan'];
    await Promise.all(Array.from({ length: 200 }, (_, i) => emit(db.database, [keys[i % 4]!, keys[(i + 1) % 4]!], i)));
    const committed = await recordCommits();
    const broker = fakeBroker();
    start(broker.publish);
    await drained();
    for (const key of keys) expect(firstOccurrences(broker.log, key)).toEqual(committed.get(key));
    for (const batch of broker.batches) expect(new Set(batch.map(({ key }) => key)).size).toBe(batch.length);
  });

  it('keeps order and loses nothing with three relays, a broker that fails at random and relays that come and go', async () => {
    const broker = fakeBroker(() => (Math.random() < 0.15 ? '500 broker unavailable' : undefined));
    start(broker.publish);
    start(broker.publish);
    const keys = ['hot', ...Array.from({ length: 30 }, (_, i) => `user-${i}`)];
    for (let i = 0; i < 60; i++) await emit(db.database, ['hot', keys[i % keys.length]!].filter((k, n, all) => all.indexOf(k) === n), i);
    start(broker.publish);
    await relays.shift()!.stop();
    for (let i = 0; i < 20; i++) await emit(db.database, ['hot'], i);
    await drained();
    const sent = new Set(broker.log.map(({ id }) => id));
    expect(sent.size).toBe(60 + 58 + 20);
    const hot = firstOccurrences(broker.log, 'hot');
    expect([...hot].sort()).toEqual(hot);
  });

  it('makes a lane wait for its failed event while other lanes go on', async () => {
    let healed = false;
    const broker = fakeBroker(({ key }) => (key === 'ada' && !healed ? '500 leader not available' : undefined));
    start(broker.publish);
    await emit(db.database, ['ada', 'bob']);
    await emit(db.database, ['ada', 'bob']);
    while (broker.log.length < 2) await sleep(5);
    expect(broker.log.map(({ key }) => key)).toEqual(['bob', 'bob']);
    healed = true;
    await drained();
    expect(broker.log.filter(({ key }) => key === 'ada')).toHaveLength(2);
  });

  it('parks an event that the broker refuses for good, lets the later ones go on, and tries it again when asked', async () => {
    let limit = true;
    const poison: string[] = [];
    const broker = fakeBroker(({ id, key }) => {
      if (key === 'ada' && poison.length === 0) poison.push(id);
      return limit && poison[0] === id ? 'kafka server: Message was too large' : undefined;
    });
    const relay = start(broker.publish);
    await emit(db.database, ['ada']);
    await emit(db.database, ['ada']);
    await drained();
    expect(broker.log).toHaveLength(1);
    expect((await outboxState(db.database)).parked).toBe(1);
    limit = false;
    await retryParked(db.database);
    relay.wakeAll();
    await drained();
    expect(broker.log.map(({ id }) => id)).toContain(poison[0]);
  });

  it('takes as many lanes at once as fit into its memory, and one event whatever its size', async () => {
    const event = (bytes: number) => ({ ...makeEvent(taskDeleted, { task_id: newId() }), more: 'x'.repeat(bytes) });
    await db.database.transaction(async (tx) => {
      for (const bytes of [900_000, 900_000, 900_000]) tx.emitAgain({ topic: 'task-events', key: newId(), envelope: event(bytes) });
    });
    const heads = async (bytes: number) => (await readHeads({ bytes })).rows.length;
    expect([await heads(10_000_000), await heads(2_000_000), await heads(1)]).toEqual([3, 2, 1]);
  });

  it('tells of which topics more waits: behind a head, or beyond the limits', async () => {
    await emitToAll(db.database, 'ada');
    expect(await readHeads({ topics: allTopics })).toMatchObject({ rows: { length: 3 }, more: new Set() });
    await emit(db.database, ['ada']);
    expect((await readHeads({ topics: allTopics })).more).toEqual(new Set([taskEvents.name]));
    expect((await readHeads({ topics: allTopics, limit: 2 })).more).toEqual(new Set(allTopics));
    expect((await readHeads({ topics: allTopics, except: [`${taskEvents.name} ada`] })).rows.map(({ topic }) => topic)).toEqual([taskUpdates.name, auditLog.name]);
  });

  it('moves the events of all topics with one read and one removal, and looks for no more where the read showed that there is none', async () => {
    const watched = watch(db.open());
    const relay = start(fakeBroker().publish, watched.database);
    await expect.poll(leased).toBe(16);
    const database = db.open(relay.wake);
    await emit(database, ['first']);
    await drained();
    watched.statements.length = 0;
    await emitToAll(database, 'ada');
    await drained();
    const ofOutbox = watched.statements.filter((sql) => /\boutbox o\b|delete from outbox using/.test(sql));
    // A poll may come in between.
    expect(ofOutbox.length).toBeLessThanOrEqual(3);
  });

  it('publishes an event at once, and those soon after it together', async () => {
    const broker = fakeBroker();
    const database = db.open(start(broker.publish, db.open(), 2_000).wake);
    await expect.poll(leased).toBe(16);
    for (const key of ['ada', 'bob', 'cyd', 'dan']) {
      await emit(database, [key]);
      if (key === 'ada') await drained();
    }
    await drained();
    expect(broker.batches.map((batch) => batch.map(({ key }) => key).sort())).toEqual([['ada'], ['bob', 'cyd', 'dan']]);
  });

  it('does not wait for the poll where more stands behind the heads', async () => {
    const broker = fakeBroker();
    for (let i = 0; i < 100; i++) await emit(db.database, ['ada'], i);
    start(broker.publish);
    await drained();
    expect(broker.log).toHaveLength(100);
  });

  it('holds up no topic for another one that hangs, and sends nothing of that one twice', async () => {
    const broker = fakeBroker();
    const hanging = Promise.withResolvers<void>();
    const asked: string[] = [];
    const relay = start(async (topic, batch) => {
      asked.push(...batch.map(({ id }) => `${topic} ${id}`));
      if (topic === taskEvents.name) await hanging.promise;
      return broker.publish(topic, batch);
    });
    const database = db.open(relay.wake);
    for (let i = 0; i < 5; i++) await emitToAll(database, `user-${i}`);
    await expect.poll(() => broker.log.length).toBe(10);
    expect((await outboxState(db.database)).waiting).toBe(5);
    const ages = (await listOldest(db.database, 3)).map(({ created_at }) => created_at.getTime());
    expect(ages).toEqual(ages.toSorted((a, b) => a - b));
    expect(ages).toHaveLength(3);
    hanging.resolve();
    await drained();
    expect(broker.log).toHaveLength(15);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('goes on after a publisher that throws', async () => {
    const broker = fakeBroker();
    let calls = 0;
    start(async (topic, batch) => {
      if (calls++ === 0) throw new Error('no');
      return broker.publish(topic, batch);
    });
    await emit(db.database, ['ada']);
    await drained();
    expect(broker.log).toHaveLength(1);
  });

  it('refuses an event over 1 MiB before anything is written', async () => {
    const big = db.database.transaction(async (tx) => {
      await tx.query('create table leftover ()');
      tx.emit(taskDeleted, { key: 'x'.repeat(1_100_000), correlationid: 'test-correlation', data: { task_id: newId() } });
    });
    await expect(big).rejects.toMatchObject({ code: 'EVENT_TOO_LARGE' });
    expect(await db.database.query(`select to_regclass('leftover') as t`)).toEqual([{ t: null }]);
  });
});
