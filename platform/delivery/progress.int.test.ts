import { fastify, type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskDeleted } from '#contracts/events/index';
import { createTestConsumer } from '../../test/helpers/consumer.ts';
import { createTestDatabase, type TestDatabase } from '../../test/helpers/database.ts';
import { bulkBody, makeEvent } from '../../test/helpers/events.ts';
import { inboxMigrations, outboxMigrations } from '../db/migrate.ts';
import { addProgressRoute } from '../http/internal-routes.ts';
import { newId } from '../ids.ts';
import { registry } from '../metrics.ts';
import { addClockRoute } from './clock.ts';
import { onEvent } from './on-event.ts';
import type { Progress } from './progress.ts';
import { addBulkRoute, addSingleRoutes } from './routes.ts';

let db: TestDatabase;
let app: FastifyInstance;
const poison = new Set<string>();
const handler = onEvent(taskDeleted, async ({ data }) => {
  if (poison.has(data.task_id)) throw new Error('cannot handle this');
});
let tick = async (): Promise<void> => undefined;

beforeAll(async () => {
  db = await createTestDatabase('delivery-test', [outboxMigrations, inboxMigrations]);
  const { consume, outage } = createTestConsumer(db.database, [handler]);
  app = fastify();
  addSingleRoutes(app, consume, [taskDeleted.type]);
  addBulkRoute(app, consume, 'in-bulk', 'lasting');
  addClockRoute(app, { name: 'test', tick: () => tick(), outage });
  addProgressRoute(app);
});
afterAll(async () => {
  await app.close();
  await db.drop();
});

const progress = async (): Promise<Progress> => (await app.inject({ url: '/internal/progress' })).json();
const offsetIn = async (topic: string, partition: number): Promise<number | undefined> =>
  (await progress()).partitions.find((found) => found.topic === topic && found.partition === partition)?.offset;

const deleted = () => makeEvent(taskDeleted, { task_id: newId() });
const poisoned = () => {
  const event = deleted();
  poison.add(event.data.task_id);
  return event;
};
const place = (topic: string, partition: number, offset: number): Record<string, string> => ({
  __topic: topic, __partition: String(partition), __offset: String(offset),
});
const deliver = (headers: Record<string, string>, event: object) =>
  app.inject({ method: 'POST', url: '/events/task.deleted', headers, payload: event });

describe('what a consumer says of its progress', () => {
  it('is the offset after the last event that it handled, by partition', async () => {
    await deliver(place('single', 0, 41), deleted());
    await deliver(place('single', 1, 7), deleted());
    expect(await offsetIn('single', 0)).toBe(42);
    expect(await offsetIn('single', 1)).toBe(8);
    expect(await registry.metrics()).toContain('consumer_handled_offset{topic="single",partition="0"} 42');
    expect((await progress()).partitions.find(({ topic, partition }) => topic === 'single' && partition === 0)?.keys).toEqual({ events: 1, squares: 1 });
  });

  it('stays where it is while an event fails', async () => {
    await deliver(place('failing', 0, 1), deleted());
    expect((await deliver(place('failing', 0, 2), poisoned())).statusCode).toBe(500);
    expect(await offsetIn('failing', 0)).toBe(2);
  });

  it('counts what was for nobody, as it will not come again', async () => {
    await app.inject({ method: 'POST', url: '/events/default', headers: place('unknown', 0, 4), payload: { ...deleted(), type: 'task.archived' } });
    expect(await offsetIn('unknown', 0)).toBe(5);
  });

  it('in a batch goes to the first event of each partition that comes again', async () => {
    const entries = [[0, 10, deleted()], [0, 11, poisoned()], [1, 5, deleted()], [0, 12, deleted()]] as const;
    await app.inject({
      method: 'POST', url: '/events/in-bulk',
      payload: bulkBody(entries.map(([, , event]) => event), 'in-bulk', (i) => place('in-bulk', entries[i]![0], entries[i]![1])),
    });
    expect(await offsetIn('in-bulk', 0)).toBe(11);
    expect(await offsetIn('in-bulk', 1)).toBe(6);
  });

  it('leaves out a delivery whose place is not told', async () => {
    const before = (await progress()).partitions;
    expect((await deliver({}, deleted())).statusCode).toBe(200);
    expect((await progress()).partitions).toEqual(before);
  });
});

describe('what a clock says', () => {
  const tickedAt = async (): Promise<number> => Date.parse((await progress()).clocks.find(({ name }) => name === 'test')!.ticked_at);
  const call = () => app.inject({ method: 'POST', url: '/clock/test' });

  it('is when it last finished a tick, not when one failed', async () => {
    const before = await tickedAt();
    tick = async () => void (await expect.poll(Date.now).toBeGreaterThan(before + 2));
    await call();
    const after = await tickedAt();
    expect(after).toBeGreaterThan(before);
    tick = async () => {
      await expect.poll(Date.now).toBeGreaterThan(after + 2);
      throw new Error('no database');
    };
    expect((await call()).statusCode).toBe(500);
    expect(await tickedAt()).toBe(after);
  });
});
