import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { taskReminder } from '#contracts/events/index';
import type { Event } from '#contracts/define-event';
import { newId } from '#platform/ids';
import { buildService } from '#platform/service/build-service';
import { createTestDatabase, silentLog, type TestDatabase } from '../../test/helpers/database.ts';
import { appToken, testParts } from '../../test/helpers/parts.ts';
import { createTick } from './clock.ts';
import { reminderConfig } from './config.ts';
import { migrations } from './migrations.ts';
import { service } from './service.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase('reminder-service', migrations);
});
afterAll(() => db.drop());
beforeEach(() => db.database.query('truncate tasks, reminders, outbox'));

const noon = Date.parse('2030-05-06T12:00:00.000Z');
const ago = (seconds: number): string => new Date(noon - seconds * 1_000).toISOString();
const user_id = newId();
const causationid = newId();

/** A known task with reminders that have been pending for so many seconds. */
const remind = async (secondsAgo: number[], due_date: string | null = '2030-05-06T13:00:00.000Z'): Promise<string> => {
  const task_id = newId();
  await db.database.query('insert into tasks (task_id, user_id, fields) values ($1, $2, $3)', [task_id, user_id, { title: 'write', due_date, status: 'TODO' }]);
  await db.database.query(
    `insert into reminders (task_id, remind_at, reminder_type, correlationid, causationid) select $1, at, '1_hour_before', 'a-correlation', $3 from unnest($2::timestamptz[]) at`,
    [task_id, secondsAgo.map(ago), causationid],
  );
  return task_id;
};

const sent = async (): Promise<Event<typeof taskReminder>[]> =>
  (await db.database.query<{ event: string }>('select event from outbox order by position')).map(({ event }) => taskReminder.schema.parse(JSON.parse(event)));

const clockAt = (time: { ms: number }, catchUpMs = 0, database = db.database) => createTick({ database, log: silentLog, now: () => time.ms, catchUpMs });
const tick = () => clockAt({ ms: noon })();

describe('a tick', () => {
  it('sends what is due, once, as the event that scheduled it asks for', async () => {
    const [task_id] = [await remind([0.5]), await remind([-0.5])];
    await tick();
    await tick();
    const events = await sent();
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      source: '/reminder-service', partitionkey: user_id, subject: task_id, correlationid: 'a-correlation', causationid, channel: 'system',
      data: { task_id, title: 'write', due_at: '2030-05-06T13:00:00.000Z', remind_at: ago(0.5), reminder_type: '1_hour_before', late_seconds: 0, collapsed: 0 },
    });
  });

  it('sends late what a downtime held up, the late ones of each task as one', async () => {
    const [one, two] = [await remind([7_200, 3_600, 120]), await remind([600])];
    await tick();
    const events = await sent();
    expect(new Map(events.map(({ data }) => [data.task_id, [data.late_seconds, data.collapsed]]))).toEqual(new Map([[one, [120, 2]], [two, [600, 0]]]));
    expect(await db.database.query(`select state, count(*) from reminders group by 1 order by 1`)).toEqual([{ state: 'collapsed', count: 2 }, { state: 'sent', count: 2 }]);
  });

  it('says of a task without a due time that it has none', async () => {
    await remind([1], null);
    await tick();
    expect((await sent())[0]!.data).toMatchObject({ due_at: ago(1), remind_at: ago(1), undated: true });
  });

  it('says how long before its due time a task is called to mind', async () => {
    await remind([1]);
    await db.database.query('update reminders set minutes_before = 0');
    await tick();
    const [event] = await sent();
    expect(event!.data).toMatchObject({ minutes_before: 0 });
    expect(event!.data).not.toHaveProperty('undated');
  });

  it('sends all that are due in one second, of one task and of several', async () => {
    const [one, two] = [await remind([1, 1.2, 1.4]), await remind([1, 1.2])];
    await tick();
    expect((await sent()).map(({ subject }) => subject).sort()).toEqual([one, one, one, two, two].sort());
  });

  it('works through more than a batch', async () => {
    for (let i = 0; i < 250; i++) await remind([1, 2, 3]);
    await tick();
    expect(await sent()).toHaveLength(750);
  });

  it('marks nothing as sent when it fails', async () => {
    await remind([1]);
    const failing = { ...db.database, transaction: () => db.database.transaction(async () => { throw new Error('the commit fails'); }) };
    await expect(clockAt({ ms: noon }, 0, failing)()).rejects.toThrow('the commit fails');
    await tick();
    expect(await sent()).toHaveLength(1);
  });
});

describe('after a downtime', () => {
  it('late reminders wait for the events of that time, those on time do not', async () => {
    await remind([600]);
    await remind([30]);
    const time = { ms: noon };
    const running = clockAt(time, 15_000);
    for (const [passed, count] of [[0, 1], [14_999, 1], [15_000, 2]] as const) {
      time.ms = noon + passed;
      await running();
      expect(await sent()).toHaveLength(count);
    }
    await remind([600]);
    await running();
    expect(await sent()).toHaveLength(3);
    await remind([599]);
    time.ms += 60_000;
    await running();
    expect(await sent()).toHaveLength(3);
  });
});

describe('replicas', () => {
  it('share the work, and each reminder is sent once, the late ones of a task as one', async () => {
    for (let i = 0; i < 300; i++) await remind(i % 2 === 0 ? [5] : [300, 600]);
    const replicas = Array.from({ length: 4 }, () => clockAt({ ms: noon }, 0, db.open()));
    for (let round = 0; round < 3; round++) await Promise.all(replicas.map((replica) => replica()));
    const events = await sent();
    expect(events).toHaveLength(300);
    expect(new Set(events.map(({ subject }) => subject)).size).toBe(300);
    expect(events.filter(({ data }) => data.collapsed === 1)).toHaveLength(150);
  });

  it('skip a task that another one works on', async () => {
    const task_id = await remind([1]);
    await db.open().transaction(async (tx) => {
      await tx.query('select from tasks where task_id = $1 for update', [task_id]);
      await tick();
      expect(await sent()).toEqual([]);
    });
    await tick();
    expect(await sent()).toHaveLength(1);
  });
});

describe('the routes', () => {
  it('are for the sidecar only; the clock answers its probe and its ticks', async () => {
    let ticks = 0;
    const { app } = await buildService(service, { ...testParts(reminderConfig, db.database), tick: async () => void (ticks += 1) });
    const call = async (method: 'POST' | 'OPTIONS', url: string, headers = {}): Promise<number> => (await app.inject({ method, url, headers })).statusCode;
    for (const url of ['/clock/reminders', '/events/task.created', '/events/default']) expect(await call('POST', url)).toBe(401);
    // As daprd sends a tick: declared as JSON, with no body.
    const headers = { 'dapr-api-token': appToken, 'content-type': 'application/json' };
    expect([await call('OPTIONS', '/clock/reminders', headers), await call('POST', '/clock/reminders', headers), ticks]).toEqual([200, 200, 1]);
    await app.close();
  });
});
