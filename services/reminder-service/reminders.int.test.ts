import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { taskCompleted, taskCreated, taskDeleted, taskUpdated, userDeleted } from '#contracts/events/index';
import { toSequence } from '#contracts/envelope';
import type { Task } from '#contracts/task';
import { inboxMigrations, outboxMigrations } from '#platform/db/migrate';
import { newId } from '#platform/ids';
import { createTestConsumer } from '../../test/helpers/consumer.ts';
import { createTestDatabase, goesOn, type TestDatabase } from '../../test/helpers/database.ts';
import { makeEvent } from '../../test/helpers/events.ts';
import { handlers } from './handlers/index.ts';
import { oldRows } from './store/tasks.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase('reminder-service', [outboxMigrations, inboxMigrations, new URL('./migrations/', import.meta.url)]);
});
afterAll(() => db.drop());
beforeEach(() => db.database.query('truncate tasks, reminders, inbox, outbox'));

const user_id = newId();
const makeTask = (fields: Partial<Task> = {}): Task => ({
  id: newId(), user_id, title: 'write', description: null, status: 'TODO', priority: 'LOW', due_date: '2030-05-06T10:00:00.000Z',
  due_local: '2030-05-06T12:00', time_zone: 'Europe/Berlin', recurrence: null, recurrence_mode: 'schedule', series_id: null, occurrence_index: 0,
  series_anchor: null, tags: [], reminders: null, version: 1, created_at: '2030-05-01T00:00:00.000Z', updated_at: '2030-05-01T00:00:00.000Z',
  completed_at: null, ...fields,
});

/** Version n of a task is dated the nth of May. */
const at = (version: number) => ({ sequence: toSequence(version), time: `2030-05-0${version}T00:00:00.000Z`, partitionkey: user_id });
const created = (task: Task, more = {}) => makeEvent(taskCreated, { task_id: task.id, task }, { ...at(1), ...more });
const completed = (task: Task, version: number) =>
  makeEvent(taskCompleted, { task_id: task.id, task: { ...task, status: 'DONE', version } }, at(version));
const deleted = (task: Task, version: number) => makeEvent(taskDeleted, { task_id: task.id }, at(version));
const updated = (task: Task, version: number, fields: Partial<Task>, more = {}) =>
  makeEvent(
    taskUpdated,
    { task_id: task.id, changed_fields: Object.keys(fields), changes: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { old: null, new: value }])) },
    { ...at(version), ...more },
  );
const reopened = (task: Task, version: number, more = {}) => updated(task, version, { status: 'TODO', completed_at: null }, more);

let offset = 0;
const deliver = async (...events: object[]): Promise<string[]> => {
  const { consume } = createTestConsumer(db.database, handlers, { name: 'reminder-service' });
  const verdicts: string[] = [];
  for (const body of events) verdicts.push(...(await consume([{ body, topic: 'task-events', partition: 0, offset: String(offset++) }])));
  return verdicts;
};
const pending = async (): Promise<string[]> =>
  (await db.database.query<{ remind_at: Date }>(`select remind_at from reminders where state = 'pending' order by 1`)).map(({ remind_at }) => remind_at.toISOString());
const reports = async (): Promise<unknown[]> =>
  (await db.database.query<{ event: string }>('select event from outbox order by position')).map(({ event }) => (JSON.parse(event) as { data: unknown }).data);

const dayBefore = '2030-05-05T10:00:00.000Z';
const hourBefore = '2030-05-06T09:00:00.000Z';
const itself = '2030-05-06T10:00:00.000Z';
const later = { due_date: '2030-05-09T10:00:00.000Z', due_local: '2030-05-09T12:00' };
const afterLater = ['2030-05-08T10:00:00.000Z', '2030-05-09T09:00:00.000Z', '2030-05-09T10:00:00.000Z'];

describe('task.created', () => {
  it('schedules the reminders that are still to come, with the correlation of the event', async () => {
    const event = created(makeTask(), { correlationid: 'a-correlation' });
    expect(await deliver(event)).toEqual(['done']);
    expect(await pending()).toEqual([dayBefore, hourBefore, itself]);
    expect(await db.database.query('select distinct correlationid, causationid from reminders')).toEqual([{ correlationid: 'a-correlation', causationid: event.id }]);
  });

  it('schedules none that was past when the task was made, but those that came due on the way', async () => {
    expect(await deliver(created(makeTask(), { time: '2030-05-05T10:00:00.000Z' }))).toEqual(['done']);
    expect(await pending()).toEqual([hourBefore, itself]);
    const past = { due_date: '2020-05-06T10:00:00.000Z', due_local: '2020-05-06T12:00' };
    await deliver(created(makeTask(past), { time: '2020-05-06T01:00:00.000Z' }));
    expect(await pending()).toEqual(['2020-05-06T09:00:00.000Z', '2020-05-06T10:00:00.000Z', hourBefore, itself]);
  });

  it('schedules one whose minute had begun when it was said, but none that only leads to it', async () => {
    await deliver(created(makeTask(), { time: '2030-05-06T10:00:59.999Z' }));
    expect(await pending()).toEqual([itself]);
    await deliver(created(makeTask({ reminders: [{ at: '2030-05-06T12:00:00.000Z' }] }), { time: '2030-05-06T12:00:59.999Z' }));
    expect(await pending()).toEqual([itself, '2030-05-06T12:00:00.000Z']);
    await db.database.query('truncate tasks, reminders');
    await deliver(created(makeTask(), { time: '2030-05-06T09:00:01.000Z' }), created(makeTask(), { time: '2030-05-06T10:01:00.000Z' }));
    expect(await pending()).toEqual([itself]);
  });

  it('has one effect however often it comes', async () => {
    const event = created(makeTask());
    expect(await deliver(event, event)).toEqual(['done', 'duplicate']);
    expect(await pending()).toHaveLength(3);
  });

  it('that comes late fills in what is not known, and reverts nothing', async () => {
    const task = makeTask();
    expect(await deliver(updated(task, 2, later))).toEqual(['done']);
    expect(await pending()).toEqual([]);
    expect(await deliver(created(task))).toEqual(['done']);
    expect(await pending()).toEqual(afterLater);
    expect(await deliver(created(task))).toEqual(['stale']);
  });

  it.each([
    ['a zone that nobody knows', { time_zone: 'Mars/Olympus' }],
    ['a title that PostgreSQL cannot hold', { title: 'zero \u0000 byte' }],
  ])('with %s fails, with a report, and leaves nothing behind', async (_what, fields) => {
    const event = created(makeTask(fields));
    expect(await deliver(event)).toEqual(['failed']);
    expect(await db.database.query('select from tasks union all select from inbox union all select from reminders')).toEqual([]);
    expect(await reports()).toMatchObject([{ event_id: event.id, outcome: 'failed' }]);
  });

  it('that breaks its contract is refused', async () => {
    expect(await deliver({ ...created(makeTask()), data: {} })).toEqual(['broken']);
  });
});

describe('task.updated', () => {
  it('moves the reminders with the due date, the zone and what is asked for', async () => {
    const task = makeTask();
    await deliver(created(task), updated(task, 2, later));
    expect(await pending()).toEqual(afterLater);
    await deliver(updated(task, 3, { reminders: [{ minutes_before: 15 }] }));
    expect(await pending()).toEqual(['2030-05-09T09:45:00.000Z']);
    await deliver(updated(task, 4, { time_zone: 'America/New_York', due_date: '2030-05-09T16:00:00.000Z' }));
    expect(await pending()).toEqual(['2030-05-09T15:45:00.000Z']);
    await deliver(updated(task, 5, { due_date: null, due_local: null }));
    expect(await pending()).toEqual([]);
  });

  it('of other fields, or of the title alone, leaves the reminders as they are', async () => {
    const task = makeTask();
    await deliver(created(task));
    expect(await deliver(updated(task, 2, { priority: 'HIGH' }), updated(task, 3, { title: 'read' }))).toEqual(['done', 'done']);
    expect(await pending()).toEqual([dayBefore, hourBefore, itself]);
    expect(await db.database.query(`select fields ->> 'title' as title from tasks`)).toEqual([{ title: 'read' }]);
  });

  it('twice, late or out of order has the effect of the newest', async () => {
    const task = makeTask();
    const third = updated(task, 3, later);
    expect(await deliver(created(task), third, third, updated(task, 2, { due_date: dayBefore, due_local: '2030-05-05T12:00' }))).toEqual(['done', 'done', 'duplicate', 'stale']);
    expect(await pending()).toEqual(afterLater);
    expect(await deliver(updated(task, 2, { due_date: dayBefore, reminders: [{ minutes_before: 30 }] }))).toEqual(['done']);
    expect(await pending()).toEqual(['2030-05-09T09:30:00.000Z']);
  });

  it('keeps a reminder whose time came before the update did, and never makes a sent one again', async () => {
    const task = makeTask();
    await deliver(created(task));
    await db.database.query(`update reminders set state = 'sent', settled_at = now() where remind_at = $1`, [dayBefore]);
    await deliver(updated(task, 2, { reminders: [{ minutes_before: 60 }, { minutes_before: 1_440 }] }));
    expect(await db.database.query('select state, reminder_type as type from reminders order by remind_at')).toEqual([
      { state: 'sent', type: '1_day_before' }, { state: 'pending', type: 'custom' },
    ]);
    await deliver(updated(task, 3, { reminders: null }, { time: '2030-05-06T09:00:01.000Z' }));
    expect(await pending()).toEqual([hourBefore, itself]);
  });

  it('with a value that no task can have fails, with a report, and leaves nothing behind', async () => {
    const task = makeTask();
    await deliver(created(task));
    const event = updated(task, 2, { due_date: 'tomorrow' });
    expect(await deliver(event)).toEqual(['failed']);
    expect(await pending()).toEqual([dayBefore, hourBefore, itself]);
    expect(await reports()).toMatchObject([{ event_id: event.id, outcome: 'failed' }]);
    expect(await deliver({ ...updated(task, 2, later), sequence: undefined })).toEqual(['failed']);
  });
});

describe('task.completed', () => {
  it('cancels; reopening restores what is still to come, although it carries no due date', async () => {
    const task = makeTask();
    await deliver(created(task), completed(task, 2));
    expect(await pending()).toEqual([]);
    expect(await deliver(reopened(task, 3, { time: '2030-05-05T11:00:00.000Z' }))).toEqual(['done']);
    expect(await pending()).toEqual([hourBefore, itself]);
  });

  it('that comes after the reopening, or twice, cancels nothing', async () => {
    const task = makeTask();
    const done = completed(task, 2);
    expect(await deliver(created(task), reopened(task, 3), done, done)).toEqual(['done', 'done', 'done', 'duplicate']);
    expect(await pending()).toEqual([dayBefore, hourBefore, itself]);
    expect(await deliver(completed(task, 2))).toEqual(['stale']);
  });

  it('is enough to know a task whose creation was skipped', async () => {
    const task = makeTask();
    expect(await deliver(completed(task, 2), reopened(task, 3), created(task))).toEqual(['done', 'done', 'stale']);
    expect(await pending()).toEqual([dayBefore, hourBefore, itself]);
  });

  it('with a title that PostgreSQL cannot hold leaves the reminders as they were', async () => {
    const task = makeTask();
    await deliver(created(task));
    expect(await deliver(completed({ ...task, title: '\u0000' }, 2))).toEqual(['failed']);
    expect(await pending()).toHaveLength(3);
  });
});

describe('task.deleted', () => {
  it('cancels for good: whatever still comes is stale', async () => {
    const task = makeTask();
    await deliver(created(task));
    const gone = deleted(task, 4);
    expect(await deliver(gone, gone, deleted(task, 4), updated(task, 3, later), reopened(task, 5), created(task))).toEqual([
      'done', 'duplicate', 'stale', 'stale', 'stale', 'stale',
    ]);
    expect(await pending()).toEqual([]);
  });

  it('that comes before the creation keeps it from scheduling', async () => {
    const task = makeTask();
    expect(await deliver(deleted(task, 2), created(task))).toEqual(['done', 'stale']);
    expect(await pending()).toEqual([]);
  });

  it('of a broken id is refused and rolled back', async () => {
    expect(await deliver({ ...deleted(makeTask(), 2), data: { task_id: 'no uuid' } })).toEqual(['broken']);
    expect(await db.database.query('select from tasks')).toEqual([]);
  });
});

describe('what no replay can reach any more', () => {
  it('is forgotten, and nothing else', async () => {
    const [gone, kept] = [makeTask(), makeTask()];
    await deliver(created(gone), deleted(gone, 2), created(kept));
    await db.database.query(`update reminders set state = 'sent', settled_at = now() - interval '36 days' where remind_at = $1`, [dayBefore]);
    const { tasks, reminders } = oldRows(db.database);
    expect([await reminders(goesOn), await tasks(goesOn)]).toEqual([1, 0]);
    await db.database.query(`update tasks set deleted_at = now() - interval '36 days' where deleted_at is not null`);
    expect([await reminders(goesOn), await tasks(goesOn)]).toEqual([0, 1]);
    expect(await db.database.query('select task_id from tasks')).toEqual([{ task_id: kept.id }]);
    expect(await pending()).toEqual([hourBefore, itself]);
  });
});

describe('two replicas that get the events of a task at once', () => {
  it('end with the reminders of the newest', async () => {
    for (let round = 0; round < 10; round++) {
      await db.database.query('truncate tasks, reminders');
      const task = makeTask();
      const events = [created(task), updated(task, 2, later), completed(task, 3), reopened(task, 4)];
      const replicas = [db.open(), db.open()].map((database) => createTestConsumer(database, handlers, { name: 'reminder-service' }));
      await Promise.all(
        events.map((body, i) => replicas[i % 2]!.consume([{ body, topic: 'task-events', partition: 0, offset: String(offset++) }])),
      );
      expect(await pending()).toEqual([dayBefore, hourBefore, itself]);
    }
  });
});

describe('a user who has deleted their account', () => {
  it('is forgotten with their reminders, and nobody else is', async () => {
    const mine = makeTask();
    const other = newId();
    const theirs = makeTask({ user_id: other });
    await deliver(created(mine), created(theirs, { partitionkey: other }));
    expect(await deliver(makeEvent(userDeleted, { user_id }, { partitionkey: user_id }))).toEqual(['done']);
    expect(await db.database.query('select task_id from tasks')).toEqual([{ task_id: theirs.id }]);
    expect(await db.database.query('select distinct task_id from reminders')).toEqual([{ task_id: theirs.id }]);
    const [confirmed] = await db.database.query<{ event: string }>(`select event from outbox where key = $1 and topic = 'audit-log'`, [user_id]);
    expect(JSON.parse(confirmed!.event)).toMatchObject({ type: 'audit.recorded', data: { actor: '/reminder-service', operation: 'user.forgotten' } });
  });
});
