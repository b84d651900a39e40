import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { schemaOf } from '#platform/db/connection';
import { services } from '../../../services/catalogue.ts';
import { migrations } from '../../../services/chat-api/migrations.ts';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { keepOriginals } from './copies.ts';

let test: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  test = await createTestDatabase('chat-api', migrations);
  client = new pg.Client({ connectionString: test.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await test.drop();
});

it('copies belong together under ids of their own, and what the service keeps about itself is left alone', async () => {
  const user = newId();
  await test.database.query(`insert into users (id, email, time_zone, password_hash) values ($1, 'one@todo.local', 'Europe/Berlin', '-')`, [user]);
  await test.database.query(
    `insert into tasks (id, user_id, title, status, priority, time_zone, recurrence_mode, occurrence_index, tags, version, created_at, updated_at)
     select gen_random_uuid(), $1, 'a task', 'TODO', 'LOW', 'Europe/Berlin', 'schedule', 0, '{}', 1, now(), now() from generate_series(1, 2)`,
    [user],
  );
  await test.database.query('insert into outbox_keys (key) values ($1)', [user]);
  const leases = await test.database.query('select * from outbox_leases');

  const copies = await keepOriginals(client, ['chat_api']);
  await copies.add(1, 3);
  await copies.add(4, 4);

  const [counts] = await test.database.query(
    `select (select count(distinct id) from users) as users, (select count(distinct lower(email)) from users) as addresses, (select count(distinct time_zone) from users) as zones,
       (select count(*) from tasks join users on users.id = user_id) as tasks, (select count(*) from outbox_keys join users on users.id::text = key) as keys`,
  );
  expect(counts).toEqual({ users: 5, addresses: 5, zones: 1, tasks: 10, keys: 5 });
  expect(await test.database.query('select * from outbox_leases')).toEqual(leases);
});

it.each(services.filter(({ database }) => database).map(({ id }) => id))('every table of %s can be copied', async (id) => {
  const own = (await import(`../../../services/${id}/migrations.ts`)) as { migrations: URL[] };
  const its = await createTestDatabase(id, own.migrations);
  const direct = new pg.Client({ connectionString: its.url });
  await direct.connect();
  await expect(keepOriginals(direct, [schemaOf(id)]).then((copies) => copies.add(1, 2))).resolves.toBeUndefined();
  await direct.end();
  await its.drop();
});
