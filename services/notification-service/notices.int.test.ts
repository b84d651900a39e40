import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userDeleted } from '#contracts/events/index';
import type { Task } from '#contracts/task';
import { newId } from '#platform/ids';
import { Unavailable } from '#platform/db/outage';
import { silentLog } from '../../test/helpers/database.ts';
import { makeEvent } from '../../test/helpers/events.ts';
import { defaultPreferences, type Preferences } from './domain/preferences.ts';
import { releaseDue } from './release.ts';
import { completed, created, deleted, makeTask, reminded, updated } from './testing/task-events.ts';
import { createTestService, type StoredEvent, type TestService, type TestUser } from './testing/test-service.ts';

let service: TestService;
beforeAll(async () => void (service = await createTestService()));
afterAll(() => service.close());

const requests = (user: TestUser): Promise<StoredEvent[]> => service.events(user, 'notification.requested');
const channelsOf = (events: StoredEvent[]): string[] => events.map(({ data }) => data.channel).sort();
const prefer = async (user: TestUser, more: Partial<Preferences>): Promise<void> => {
  expect((await service.send('PUT', '/notification-preferences', user, { ...defaultPreferences, ...more })).statusCode).toBe(200);
};
const onlyMail = { task_reminder: { email: 'now', push: 'off', in_app: 'off' } } as const;
const mailDigest = { task_reminder: { email: 'digest', push: 'off', in_app: 'off' } } as const;
const night = { quiet_hours: { from: '22:00', to: '07:00' } };

/** A user with a known task, whose creation does not matter. */
const withTask = async (more: Partial<Preferences> = {}, fields: Partial<Task> = {}): Promise<{ user: TestUser; task: Task }> => {
  const user = await service.signUp();
  await prefer(user, { task_created: { email: 'off', push: 'off', in_app: 'off' }, ...more });
  const task = makeTask(user.id, fields);
  expect(await service.consume(created(task, { time: '2026-11-20T10:00:00.000Z' }))).toEqual(['done']);
  return { user, task };
};

describe('a reminder', () => {
  it('asks for a notice on each channel, caused by it', async () => {
    const { user, task } = await withTask();
    const event = reminded(task);
    expect(await service.consume(event)).toEqual(['done']);
    const events = await requests(user);
    expect(channelsOf(events)).toEqual(['email', 'in_app']);
    expect(events[0]).toMatchObject({
      causationid: event.id, correlationid: event.correlationid, subject: task.id,
      data: { kind: 'task_reminder', task_ids: [task.id], title: 'Reminder: buy milk', body: expect.stringContaining('09:00 (Europe/Berlin)') },
    });
  });

  it('asks once, however often and however concurrently it arrives', async () => {
    const { user, task } = await withTask();
    const event = reminded(task);
    const verdicts = await Promise.all(Array.from({ length: 10 }, () => service.consume(event)));
    expect(verdicts.flat().sort()).toEqual(['done', ...Array.from({ length: 9 }, () => 'duplicate')]);
    expect(await requests(user)).toHaveLength(2);
  });

  it('says nothing of a task that is finished or deleted, but does of one that is open again or not known yet', async () => {
    const { user, task } = await withTask();
    await service.consume(completed(task, 2));
    await service.consume(reminded(task));
    expect(await requests(user)).toEqual([]);
    await service.consume(updated(task, 3, { status: 'TODO' }));
    await service.consume(reminded(task));
    expect(await requests(user)).toHaveLength(2);
    await service.consume(deleted(task, 4));
    await service.consume(reminded(task));
    expect(await requests(user)).toHaveLength(2);
    await service.consume(reminded(makeTask(user.id)));
    expect(await requests(user)).toHaveLength(4);
  });

  it('that breaks its contract is refused, and leaves nothing', async () => {
    const { user, task } = await withTask();
    const event = reminded(task);
    expect(await service.consume({ ...event, data: { ...event.data, due_at: 'soon' } })).toEqual(['broken']);
    expect(await requests(user)).toEqual([]);
  });

  it('whose handling fails leaves nothing behind, and works when it comes again', async () => {
    const { user, task } = await withTask();
    const event = reminded(task);
    await service.db.database.query(`create function fail() returns trigger language plpgsql as $$ begin
      if new.channel = 'in_app' and new.user_id = '${user.id}' then raise exception 'as asked'; end if; return new; end $$`);
    await service.db.database.query('create trigger fail before insert on notices for each row execute function fail()');
    expect(await service.consume(event)).toEqual(['failed']);
    expect(await requests(user)).toEqual([]);
    await service.db.database.query('drop trigger fail on notices');
    expect(await service.consume(event)).toEqual(['done']);
    expect(await requests(user)).toHaveLength(2);
  });
});

describe('task events', () => {
  it('tell of a new task on the page only, by default', async () => {
    const user = await service.signUp();
    const task = makeTask(user.id);
    expect(await service.consume(created(task), created(task, { id: newId() }))).toEqual(['done', 'done']);
    expect(channelsOf(await requests(user))).toEqual(['in_app', 'in_app']);
    expect((await requests(user))[0]!.data).toMatchObject({ kind: 'task_created', title: 'New task: buy milk' });
  });

  it('fail without a version, as nothing tells what of them is newer', async () => {
    const { task } = await withTask();
    expect(await service.consume({ ...updated(task, 2, { title: 'x' }), sequence: undefined })).toEqual(['failed']);
  });

  it('apply what is newer, and call the rest stale', async () => {
    const { user, task } = await withTask();
    const rename = updated(task, 3, { title: 'new' });
    expect(await service.consume(rename, updated(task, 2, { title: 'old' }), rename)).toEqual(['done', 'stale', 'duplicate']);
    expect(await service.consume(deleted(task, 4), deleted(task, 4), completed(task, 5), updated(task, 6, { title: 'x' }))).toEqual(['done', 'stale', 'stale', 'stale']);
    expect(await requests(user)).toEqual([]);
  });

  it('say nothing of a task whose creation arrives after its deletion', async () => {
    const user = await service.signUp();
    const task = makeTask(user.id);
    expect(await service.consume(deleted(task, 2), created(task))).toEqual(['done', 'stale']);
    expect(await requests(user)).toEqual([]);
  });

  it.each([created, (task: Task) => completed(task, 2), (task: Task) => updated(task, 2, { title: 'x' }), (task: Task) => deleted(task, 2)])(
    'that break their contract are refused',
    async (make) => {
      expect(await service.consume({ ...make(makeTask(newId())), data: { task_id: 'no uuid' } })).toEqual(['broken']);
    },
  );
});

describe('quiet hours', () => {
  const at = { time: '2026-11-20T23:00:00.000Z' };
  it('hold a notice, and release it once when they end', async () => {
    const { user, task } = await withTask({ ...onlyMail, ...night });
    await service.consume(reminded(task, at));
    await service.tick('2026-11-20T23:00:01.000Z');
    await service.tick('2026-11-21T05:59:59.000Z');
    expect(await requests(user)).toEqual([]);
    await service.tick('2026-11-21T06:00:00.000Z');
    await service.tick('2026-11-21T06:00:01.000Z');
    expect(channelsOf(await requests(user))).toEqual(['email']);
  });

  it('are met again by a release that comes late', async () => {
    const { user, task } = await withTask({ ...onlyMail, ...night });
    await service.consume(reminded(task, at));
    await service.tick('2026-11-21T22:30:00.000Z');
    expect(await requests(user)).toEqual([]);
    await service.tick('2026-11-22T06:00:00.000Z');
    expect(await requests(user)).toHaveLength(1);
  });

  it.each([
    ['finished', (task: Task) => completed(task, 2)],
    ['deleted', (task: Task) => deleted(task, 2)],
    ['moved', (task: Task) => updated(task, 2, { due_date: '2026-12-24T08:00:00.000Z' }, { time: '2026-11-21T00:00:00.000Z' })],
  ])('drop a notice of a task that is %s meanwhile', async (_, change) => {
    const { user, task } = await withTask({ ...onlyMail, ...night });
    await service.consume(reminded(task, at), change(task));
    await service.tick('2026-11-21T06:00:00.000Z');
    expect(await requests(user)).toEqual([]);
  });

  it('that are taken back release at once', async () => {
    const { user, task } = await withTask({ ...onlyMail, ...night });
    await service.consume(reminded(task, at));
    await service.tick('2026-11-20T23:00:01.000Z');
    await prefer(user, onlyMail);
    await service.tick(new Date(Date.now() + 1_000).toISOString());
    expect(await requests(user)).toHaveLength(1);
  });

  it('let go of a notice whose user has moved to where it is day', async () => {
    const { user, task } = await withTask({ ...onlyMail, ...night });
    await service.consume(reminded(task, at));
    await service.tick('2026-11-20T23:00:01.000Z');
    service.users.set(user.id, { ...service.users.get(user.id)!, time_zone: 'Pacific/Auckland' });
    service.clock.now = '2026-11-20T23:05:00.000Z';
    expect((await service.send('POST', `/internal/users/${user.id}/zone-changed`, 'sidecar', {})).statusCode).toBe(200);
    await service.tick('2026-11-20T23:05:59.000Z');
    expect(await requests(user)).toEqual([]);
    await service.tick('2026-11-20T23:06:01.000Z');
    expect(await requests(user)).toHaveLength(1);
  });

  it('are those of the profile, or of the zone that the preferences name', async () => {
    const { user, task } = await withTask({ ...onlyMail, ...night, time_zone: 'America/New_York' });
    await service.consume(reminded(task, at));
    await service.tick('2026-11-20T23:00:01.000Z');
    expect(await requests(user)).toHaveLength(1);
  });

  it('release once with several replicas', async () => {
    const { user, task } = await withTask({ ...onlyMail, ...night });
    await service.consume(reminded(task, at));
    const now = '2026-11-21T06:00:00.000Z';
    const replica = { database: service.db.open(), findUser: service.findUser, now: () => now, wake: () => undefined, log: silentLog };
    await Promise.all([service.tick(now), releaseDue(replica), releaseDue(replica), releaseDue(replica)]);
    expect(await requests(user)).toHaveLength(1);
  });

  it('wait while nobody can say where a user lives, without holding up others', async () => {
    const { user, task } = await withTask({ ...onlyMail, ...night });
    const other = await withTask({ ...onlyMail, ...night, time_zone: 'Europe/Berlin' });
    await service.consume(reminded(task, at), reminded(other.task, at));
    const away = { database: service.db.database, findUser: () => Promise.reject(new Unavailable('away')), now: () => '2026-11-21T06:00:00.000Z', wake: () => undefined, log: silentLog };
    await releaseDue(away);
    expect([await requests(user), await requests(other.user)].map(({ length }) => length)).toEqual([0, 1]);
    await service.tick('2026-11-21T06:00:06.000Z');
    expect(await requests(user)).toHaveLength(1);
  });
});

describe('the daily digest', () => {
  it('carries the open tasks of a day in one notice, once', async () => {
    const { user, task } = await withTask(mailDigest);
    const others = ['call mum', 'done soon'].map((title) => makeTask(user.id, { title }));
    await service.consume(...others.map((other) => created(other)));
    for (const one of [task, task, ...others]) await service.consume(reminded(one, { time: '2026-11-20T12:00:00.000Z' }));
    await service.consume(completed(others[1]!, 2));
    await service.tick('2026-11-21T06:59:59.000Z');
    expect(await requests(user)).toEqual([]);
    await Promise.all([service.tick('2026-11-21T07:00:00.000Z'), service.tick('2026-11-21T07:00:00.000Z')]);
    const [digest, ...more] = await requests(user);
    expect(more).toEqual([]);
    expect(digest!.data).toMatchObject({ kind: 'digest', channel: 'email', task_ids: [task.id, others[0]!.id] });
    expect(digest!.data.body).toMatch(/buy milk.*\n.*call mum/);
  });

  it('of a day that has had one waits for the next', async () => {
    const { user, task } = await withTask(mailDigest);
    await service.consume(reminded(task, { time: '2026-11-20T12:00:00.000Z' }));
    await service.tick('2026-11-21T07:00:00.000Z');
    await prefer(user, { ...mailDigest, digest_at: '20:00' });
    await service.consume(reminded(task, { time: '2026-11-21T12:00:00.000Z' }));
    await service.tick('2026-11-21T19:00:00.000Z');
    await service.tick('2026-11-21T19:00:01.000Z');
    expect(await requests(user)).toHaveLength(1);
    await service.tick('2026-11-22T19:00:00.000Z');
    expect(await requests(user)).toHaveLength(2);
  });
});

describe('a user who has deleted their account', () => {
  it('is forgotten with all that was sent to them or was still to be', async () => {
    const { user, task } = await withTask({ ...onlyMail, ...night });
    const { user: other } = await withTask();
    await service.consume(reminded(task, { time: '2026-11-20T23:00:00.000Z' }));
    expect(await service.consume(makeEvent(userDeleted, { user_id: user.id }, { partitionkey: user.id }))).toEqual(['done']);
    const tables = ['tasks', 'notices', 'deliveries', 'preferences', 'notifications', 'digests', 'push_subscriptions', 'unsubscribe_tokens'];
    const left = await Promise.all(tables.map(async (table) => [table, await service.db.database.query(`select 1 from ${table} where user_id = $1`, [user.id])]));
    expect(left).toEqual(tables.map((table) => [table, []]));
    expect((await service.events(user, 'audit.recorded')).map(({ data }) => data)).toEqual([expect.objectContaining({ actor: '/notification-service', operation: 'user.forgotten' })]);
    expect(await service.db.database.query('select 1 from tasks where user_id = $1', [other.id])).toHaveLength(1);
  });
});

it('looks at what waits for everybody at a tick, also where thousands wait for one', async () => {
  const [busy, ada] = [await service.signUp(), await service.signUp()];
  const wait = (user: TestUser, count: number, since: string): Promise<unknown> =>
    service.db.database.query(
      `insert into notices (id, cause_id, channel, user_id, kind, task_id, title, correlationid, caused_at, state, not_before, wake_at)
       select uuidv7(), uuidv7(), 'email', $1, 'task_reminder', uuidv7(), 'a task', 'x', now(), 'waiting', now() - $2::interval, now() - $2::interval from generate_series(1, $3::int)`,
      [user.id, since, count],
    );
  await wait(busy, 3_000, '1 hour');
  await wait(ada, 1, '1 minute');
  await service.tick(new Date().toISOString());
  expect(await service.db.database.query(`select state from notices where user_id = $1`, [ada.id])).toEqual([{ state: 'requested' }]);
});
