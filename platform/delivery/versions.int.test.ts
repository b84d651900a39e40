import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEvent } from '#contracts/define-event';
import { taskDeleted } from '#contracts/events/index';
import { taskEvents } from '#contracts/topics';
import { createTestConsumer } from '../../test/helpers/consumer.ts';
import { createTestDatabase, type TestDatabase } from '../../test/helpers/database.ts';
import { makeEvent } from '../../test/helpers/events.ts';
import { inboxMigrations, outboxMigrations } from '../db/migrate.ts';
import { newId } from '../ids.ts';
import type { Verdict } from './consumer.ts';
import { asNewer, onEvent } from './on-event.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase('versions-test', [outboxMigrations, inboxMigrations]);
  await db.database.query('create table gone (n bigint generated always as identity, task_id uuid, type text)');
});
afterAll(() => db.drop());
beforeEach(() => db.database.query('truncate gone, inbox, failed_tries, outbox'));

const taskDeletedV2 = defineEvent({ type: 'task.deleted.v2', topic: taskEvents, data: z.object({ task: z.object({ id: z.uuid() }) }) });

const onV1 = onEvent(taskDeleted, async ({ type, data }, { tx }) => void (await tx.query('insert into gone (task_id, type) values ($1, $2)', [data.task_id, type])));
const onV2 = onEvent(taskDeletedV2, async ({ type, data }, { tx }) => void (await tx.query('insert into gone (task_id, type) values ($1, $2)', [data.task.id, type])));
const onBoth = [asNewer(taskDeleted, ({ task_id }) => ({ task: { id: task_id } }), onV2), onV2];

/** What a producer that is moving from one version to the other says twice. */
const twice = () => {
  const id = newId();
  const v1 = makeEvent(taskDeleted, { task_id: id });
  return [v1, makeEvent(taskDeletedV2, { task: { id } }, { sameas: v1.id })] as const;
};

const consume = (handlers: readonly (typeof onV1)[], ...bodies: object[]): Promise<Verdict[]> =>
  createTestConsumer(db.database, handlers).consume(bodies.map((body, i) => ({ body, topic: taskEvents.name, partition: 0, offset: String(i) })));
const gone = () => db.database.query<{ task_id: string; type: string }>('select task_id, type from gone order by n');

it('is one fact in two versions: the first to come is handled, by whoever reads both', async () => {
  const [v1, v2] = twice();
  expect(await consume(onBoth, v1, v2)).toEqual(['done', 'duplicate']);
  const [w1, w2] = twice();
  expect(await consume(onBoth, w2)).toEqual(['done']);
  expect(await consume(onBoth, w1)).toEqual(['duplicate']);
  expect((await gone()).map(({ task_id }) => task_id)).toEqual([v1.data.task_id, w1.data.task_id]);
});

it('is handled once across the deploy of a consumer that reads the newer version', async () => {
  const [v1, v2] = twice();
  expect(await consume([onV1], v1, v2)).toEqual(['done', 'ignored']);
  expect(await consume(onBoth, v1, v2)).toEqual(['duplicate', 'duplicate']);
  expect(await gone()).toHaveLength(1);
});

it('is read as the newer version where only the older one is left, as of a dead letter', async () => {
  const { id: _id, ...v1 } = twice()[0];
  const old = { ...v1, id: newId(), replaytarget: 'test-consumer' };
  expect(await consume(onBoth, old)).toEqual(['done']);
  expect(await gone()).toEqual([{ task_id: v1.data.task_id, type: 'task.deleted.v2' }]);
});

it('is still one where both versions fail, each with its own tries', async () => {
  const failing = onEvent(taskDeletedV2, async () => Promise.reject(new Error('not today')));
  const both = [asNewer(taskDeleted, ({ task_id }) => ({ task: { id: task_id } }), failing), failing];
  const [v1, v2] = twice();
  expect(await consume(both, v1, v2)).toEqual(['failed', 'failed']);
  expect((await db.database.query<{ event_id: string }>('select event_id from failed_tries order by event_id')).map(({ event_id }) => event_id).sort()).toEqual([v1.id, v2.id].sort());
  expect(await consume(onBoth, v1, v2)).toEqual(['done', 'duplicate']);
  expect(await db.database.query('select 1 from failed_tries')).toEqual([]);
});
