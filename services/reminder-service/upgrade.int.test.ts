import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectionConfig } from '#platform/db/connection';
import { inboxMigrations, outboxMigrations } from '#platform/db/migrate';
import { newId } from '#platform/ids';
import { createTestDatabase, type TestDatabase } from '../../test/helpers/database.ts';

const migrations = new URL('./migrations/', import.meta.url);
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase('reminder-service', [outboxMigrations, inboxMigrations, migrations]);
  // As the previous release left it.
  await db.database.query('alter table reminders drop column minutes_before');
});
afterAll(() => db.drop());

const due = '2099-05-06T07:00:00.000Z';
const dayBefore = '2099-05-05T07:00:00.000Z';
const hourBefore = '2099-05-06T06:00:00.000Z';

const plan = async (fields: object, deleted = false): Promise<string> => {
  const task_id = newId();
  const kept = { title: 'x', status: 'TODO', due_date: due, due_local: '2099-05-06T09:00', time_zone: 'Europe/Berlin', reminders: null, ...fields };
  await db.database.query('insert into tasks (task_id, user_id, fields, deleted_at) values ($1, $4, $2, case when $3 then now() end)', [task_id, kept, deleted, newId()]);
  await db.database.query(
    `insert into reminders (task_id, remind_at, reminder_type, correlationid, causationid)
     select $1, at, type, 'a-correlation', $1 from unnest($2::timestamptz[], $3::text[]) planned (at, type)`,
    [task_id, [dayBefore, hourBefore], ['1_day_before', '1_hour_before']],
  );
  return task_id;
};

const planned = async (task_id: string): Promise<[string, number | null][]> =>
  (await db.database.query<{ remind_at: Date; minutes_before: number | null }>('select remind_at, minutes_before from reminders where task_id = $1 order by 1', [task_id])).map(
    ({ remind_at, minutes_before }) => [remind_at.toISOString(), minutes_before],
  );

/** A migration is several commands. */
const migrate = async (file: string): Promise<void> => {
  const client = new pg.Client(connectionConfig({ url: db.url, service: 'reminder-service' }));
  await client.connect();
  await client.query(readFileSync(new URL(file, migrations), 'utf8'));
  await client.end();
};

it('a database of the release before gets the reminders at the time itself, where a task is left to the usual', async () => {
  const timed = await plan({});
  const dated = await plan({ due_local: '2099-05-06' });
  const left = [await plan({ reminders: [] }), await plan({ status: 'DONE' }), await plan({}, true), await plan({ due_date: null, due_local: null }), await plan({ due_date: '2020-01-01T00:00:00.000Z' })];
  await migrate('0003_at_its_time.sql');
  expect(await planned(timed)).toEqual([[dayBefore, 1_440], [hourBefore, 60], [due, 0]]);
  expect(await planned(dated)).toEqual([[dayBefore, 1_440], [due, 0]]);
  for (const task_id of left) expect(await planned(task_id)).toEqual([[dayBefore, 1_440], [hourBefore, 60]]);
});
