import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskCreated } from '#contracts/events/index';
import { toSequence } from '#contracts/envelope';
import { inboxMigrations, outboxMigrations } from '#platform/db/migrate';
import { newId } from '#platform/ids';
import { createTestConsumer } from '../../test/helpers/consumer.ts';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/helpers/database.ts';
import { makeEvent } from '../../test/helpers/events.ts';
import { recordSpans, type SpanRecorder } from '../../test/helpers/spans.ts';
import { createTick } from './clock.ts';
import { handlers } from './handlers/index.ts';

let db: TestDatabase;
let recorder: SpanRecorder;
beforeAll(async () => {
  recorder = recordSpans();
  db = await createTestDatabase('reminder-service', [outboxMigrations, inboxMigrations, new URL('./migrations/', import.meta.url)]);
});
afterAll(async () => {
  await db.drop();
  await recorder.stop();
});

const traceId = '0af7651916cd43dd8448eb211c80319c';
const user_id = newId();

const createdTask = (due_date: string, time: string) => {
  const task_id = newId();
  const task = {
    id: task_id, user_id, title: 'write', description: null, status: 'TODO' as const, priority: 'MEDIUM' as const, due_date, due_local: due_date.slice(0, 16),
    time_zone: 'UTC', recurrence: null, recurrence_mode: 'schedule' as const, series_id: null, occurrence_index: 0, series_anchor: null, tags: [],
    reminders: null, version: 1, created_at: time, updated_at: time, completed_at: null,
  };
  const attributes = { partitionkey: user_id, sequence: toSequence(1), time, traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  return makeEvent(taskCreated, { task_id, task }, attributes);
};

describe('the trace of a reminder', () => {
  it('begins when it is due, with a link to the event that scheduled it', async () => {
    const { consume } = createTestConsumer(db.database, handlers, { name: 'reminder-service' });
    const event = createdTask('2030-05-06T13:00:00.000Z', '2030-05-06T11:30:00.000Z');
    expect(await consume([{ body: event, topic: 'task-events', partition: 0, offset: '0' }])).toEqual(['done']);
    await createTick({ database: db.database, log: silentLog, now: () => Date.parse('2030-05-06T12:00:01.000Z'), catchUpMs: 0 })();

    const [row] = await db.database.query<{ event: string }>('select event from outbox');
    const { traceparent } = JSON.parse(row!.event) as { traceparent: string };
    const [remind] = recorder.spans('remind');
    expect(remind).toMatchObject({ links: [traceId], parentId: undefined });
    expect(traceparent).toBe(`00-${remind!.traceId}-${remind!.spanId}-01`);
    expect(remind!.traceId).not.toBe(traceId);
  });
});
