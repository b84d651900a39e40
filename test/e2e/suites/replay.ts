import { describe, expect, it } from 'vitest';
import { taskDeleted } from '#contracts/events/index';
import type { Task } from '#contracts/task';
import { newId } from '#platform/ids';
import { makeEvent } from '../../helpers/events.ts';
import { archiveOpen } from '../archive-open.ts';
import { signInAdmin, signUp, type Answer, type Person } from '../client.ts';
import { eventsOf, handledBy, sql } from '../oracle.ts';
import { publishTaskEvent as publish } from '../publish.ts';
import { origin } from '../system.ts';

interface Failure {
  id: string;
  event_id: string;
  state: string;
  attempts: number;
  group: string;
  dead_letter_id: string;
}
interface Replay {
  id: string;
  event_id: string;
  mode: string;
  state: string;
  outcome: string | null;
  edited_data: unknown;
}
interface Bulk {
  id: string;
  state: string;
  stopped_reason: string | null;
  progress: Record<string, number>;
}

const inTwoDays = (): string => new Date(Date.now() + 172_800_000).toISOString();

/** The failures of the probe that a filter finds. */
const failures = async (admin: Person, filter: string): Promise<Failure[]> =>
  (await admin.call<{ items: Failure[] }>('GET', `/ops/dead-letters?consumer=probe-service&state=all&${filter}`)).body.items;

/** The probe's failure of a task, once all its tries have been reported. */
const failureOf = async (admin: Person, filter: string, attempts = 4): Promise<Failure> => {
  await expect.poll(async () => (await failures(admin, filter)).map((failure) => failure.attempts), { timeout: 60_000 }).toEqual([attempts]);
  return (await failures(admin, filter))[0]!;
};

const failingTask = async (person: Person, why: string): Promise<Task> => person.addTask(`fails until mended ${why}`, { due_date: inTwoDays() });
const mend = (...ids: string[]): Promise<unknown> => sql('insert into probe_service.mended select unnest($1::uuid[]) on conflict do nothing', [ids]);

const press = (admin: Person, { id }: Failure): Promise<Answer<{ replay: Replay }>> => admin.call('POST', `/ops/dead-letters/${id}/replay`);

const show = async (admin: Person, { id }: Failure): Promise<Failure & { replays: Replay[] }> =>
  (await admin.call<Failure & { replays: Replay[] }>('GET', `/ops/dead-letters/${id}`)).body;

const settled = async (admin: Person, failure: Failure, state: string): Promise<Failure & { replays: Replay[] }> => {
  await expect.poll(async () => (await show(admin, failure)).replays[0]?.state, { timeout: 60_000 }).toBe(state);
  return show(admin, failure);
};

/** Everything that other consumers keep of an event or of its task. */
const effectsElsewhere = async (eventId: string, taskId: string): Promise<Record<string, number>> =>
  (
    await sql<Record<string, number>>(
      `select (select count(*)::int from reminder_service.inbox where event_id::text = $1) as reminder_inbox,
         (select count(*)::int from reminder_service.reminders where task_id::text = $2) as reminders,
         (select count(*)::int from notification_service.inbox where event_id::text = $1) as notification_inbox,
         (select count(*)::int from notification_service.deliveries where $2 = any(task_ids::text[])) as deliveries,
         (select count(*)::int from audit_service.audit_entries where task_id::text = $2 and operation like 'task.%') as audited`,
      [eventId, taskId],
    )
  )[0]!;

/**
 * Waits until the other consumers have passed all of a person's events so far, which are in
 * one partition, one behind the other.
 */
const comePast = async (person: Person): Promise<void> => {
  const marker = await person.addTask('right behind');
  const seen = async (): Promise<number> =>
    (await sql('select 1 from reminder_service.tasks where task_id = $1 union all select 1 from notification_service.tasks where task_id = $1', [marker.id])).length;
  await expect.poll(seen, { timeout: 30_000 }).toBe(2);
};

const handledTasks = async (person: Person): Promise<string[]> => (await handledBy(person.id)).map(({ task_id }) => task_id);

/**
 * The events of a task in their topic, in which a replay is a copy with the same id, read
 * until there are as many different events of the person: the last marker is behind all
 * copies.
 */
const copiesOf = async (person: Person, taskId: string, count: number): Promise<object[]> =>
  (await eventsOf('task-events', person.id, count)).filter(({ data }) => (data as { task_id: string }).task_id === taskId);

describe('a replay', () => {
  it('after the fix is handled by the consumer that failed, shown as handled, and changes nothing elsewhere', async () => {
    const [admin, ada] = [await signInAdmin(origin()), await signUp(origin())];
    const task = await failingTask(ada, 'once');
    const failure = await failureOf(admin, `task_id=${task.id}`);
    expect(await handledTasks(ada)).toEqual([]);
    await comePast(ada);
    const before = await effectsElsewhere(failure.event_id, task.id);
    expect(before).toMatchObject({ reminder_inbox: 1, reminders: 3, notification_inbox: 1, audited: 1 });

    await mend(task.id);
    expect((await press(admin, failure)).status).toBe(202);
    expect(await settled(admin, failure, 'handled')).toMatchObject({ state: 'handled', replays: [{ outcome: 'handled', mode: 'same' }] });
    await comePast(ada);
    expect((await handledTasks(ada)).filter((id) => id === task.id)).toHaveLength(1);
    expect(await effectsElsewhere(failure.event_id, task.id)).toEqual(before);
    const [first, second] = await copiesOf(ada, task.id, 3);
    expect(second).toEqual({ ...first, replaytarget: 'probe-service', replayid: expect.any(String) });
    expect((await press(admin, failure)).status).toBe(409);
  });

  it('without the fix has failed again, on the same dead letter', async () => {
    const [admin, ada] = [await signInAdmin(origin()), await signUp(origin())];
    const task = await failingTask(ada, 'twice');
    const failure = await failureOf(admin, `task_id=${task.id}`);
    expect((await press(admin, failure)).status).toBe(202);
    expect(await settled(admin, failure, 'failed_again')).toMatchObject({ state: 'open' });
    expect(await failureOf(admin, `task_id=${task.id}`, 8)).toMatchObject({ id: failure.id, dead_letter_id: failure.dead_letter_id });
    expect(await sql('select 1 from ops_service.dead_letters where event_id = $1', [failure.event_id])).toHaveLength(1);
    await mend(task.id);
    expect((await press(admin, failure)).status).toBe(202);
    await settled(admin, failure, 'handled');
  });

  it('pressed ten times at once has one effect', async () => {
    const [admin, ada] = [await signInAdmin(origin()), await signUp(origin())];
    const task = await failingTask(ada, 'often');
    const failure = await failureOf(admin, `task_id=${task.id}`);
    await mend(task.id);
    const answers = await Promise.all(Array.from({ length: 10 }, () => press(admin, failure)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array.from({ length: 9 }, () => 409)]);
    await settled(admin, failure, 'handled');
    await comePast(ada);
    expect((await handledTasks(ada)).filter((id) => id === task.id)).toHaveLength(1);
    expect(await copiesOf(ada, task.id, 2)).toHaveLength(2);
  });

  it('is for administrators', async () => {
    const ada = await signUp(origin());
    expect((await ada.call('POST', `/ops/dead-letters/${newId()}/replay`)).status).toBe(403);
  });
});

describe('an event that breaks its contract', () => {
  it('is handled as an edited copy, under a new id with a link to the original, and by nobody else', async () => {
    const [admin, ada] = [await signInAdmin(origin()), await signUp(origin())];
    const task_id = newId();
    const broken = { ...makeEvent(taskDeleted, { task_id }, { partitionkey: ada.id }), data: { task_id: 'no uuid' } };
    await publish(broken, ada.id);
    const failure = await failureOf(admin, `user_id=${ada.id}`, 1);
    expect(failure.event_id).toBe(broken.id);
    expect(await press(admin, failure)).toMatchObject({ status: 422, body: { detail: expect.stringContaining('edit its data') } });

    const edit = `/ops/dead-letters/${failure.id}/edit`;
    expect(await admin.call('POST', edit, { data: { task_id: 'neither' } })).toMatchObject({ status: 422, body: { errors: [{ field: 'data.task_id' }] } });
    const diff = [{ path: '/task_id', before: '▒▒▒', after: task_id }];
    expect(await admin.call('POST', edit, { data: { task_id }, dry_run: true })).toMatchObject({ status: 200, body: { valid: true, diff } });
    const { status, body } = await admin.call<{ replay: Replay }>('POST', edit, { data: { task_id } });
    expect(status).toBe(202);
    const { event_id } = body.replay;

    expect(await settled(admin, failure, 'handled')).toMatchObject({
      event_id: broken.id, state: 'handled', replays: [{ mode: 'edited', event_id, edited_data: { task_id }, outcome: 'handled' }],
    });
    await comePast(ada);
    expect((await handledBy(ada.id)).filter((handled) => handled.task_id === task_id)).toMatchObject([{ event_id, type: 'task.deleted' }]);
    expect(await effectsElsewhere(event_id, task_id)).toMatchObject({ reminder_inbox: 0, notification_inbox: 0 });
    const others = (await admin.call<{ items: { consumer: string; state: string }[] }>('GET', `/ops/dead-letters?user_id=${ada.id}`)).body.items;
    expect(others).toContainEqual(expect.objectContaining({ consumer: 'reminder-service', state: 'open' }));
    const copies = (await admin.call<{ items: { after: object }[] }>('GET', `/audit?user_id=${ada.id}&operation=dead_letter.edited`)).body.items;
    expect(copies).toMatchObject([{ actor: admin.id, after: { event_id, changed: ['/task_id'] } }]);
  });
});

const bulkOf = async (admin: Person, { id }: Bulk): Promise<Bulk> => (await admin.call<Bulk>('GET', `/ops/replays/${id}`)).body;

const startBulk = async (admin: Person, group: string): Promise<Bulk> => {
  const { status, body } = await admin.call<{ bulk_replay: Bulk }>('POST', '/ops/replays', { group, rate_per_second: 20 });
  expect(status).toBe(202);
  return body.bulk_replay;
};

const ended = async (admin: Person, bulk: Bulk): Promise<Bulk> => {
  await expect.poll(async () => (await bulkOf(admin, bulk)).state, { timeout: 60_000 }).not.toBe('running');
  return bulkOf(admin, bulk);
};

describe('a bulk replay of twelve events', () => {
  it('of which one still fails stops there, and after its fix handles the rest', async () => {
    const admin = await signInAdmin(origin());
    await archiveOpen(admin);
    const began = new Date().toISOString();
    const people = await Promise.all(Array.from({ length: 6 }, () => signUp(origin())));
    const tasks = (await Promise.all(people.map(async (person) => [await failingTask(person, 'together'), await failingTask(person, 'together')]))).flat();
    const filter = `from=${encodeURIComponent(began)}&limit=100`;
    await expect.poll(async () => (await failures(admin, filter)).filter(({ attempts }) => attempts === 4).length, { timeout: 100_000 }).toBe(12);
    const found = await failures(admin, filter);
    const groups = new Set(found.map(({ group }) => group));
    expect(groups.size).toBe(1);
    const [group] = [...groups] as [string];

    const plan = await admin.call('POST', '/ops/replays', { group, dry_run: true });
    expect(plan.body).toMatchObject({ total: 12, replayable: 12, by_consumer: { 'probe-service': 12 }, by_type: { 'task.created': 12 }, refused: [] });

    // The second batch of five has the third.
    const [still] = (await sql<{ task_id: string }>(
      `select d.task_id from ops_service.failures f join ops_service.dead_letters d on d.id = f.dead_letter_id
       where f.fingerprint = $1 order by f.first_failed_at, f.id offset 2 limit 1`,
      [group],
    )) as [{ task_id: string }];
    await mend(...tasks.map(({ id }) => id).filter((id) => id !== still.task_id));
    const first = await ended(admin, await startBulk(admin, group));
    expect(first).toMatchObject({
      state: 'stopped', stopped_reason: expect.stringContaining('failed again'),
      progress: { total: 12, waiting: 0, published: 0, handled: 5, failed_again: 1, unconfirmed: 0, cancelled: 6 },
    });
    const handled = async (): Promise<string[]> => (await Promise.all(people.map(handledTasks))).flat();
    expect(await handled()).toHaveLength(5);

    await mend(still.task_id);
    expect(await ended(admin, await startBulk(admin, group))).toMatchObject({ state: 'done', progress: { total: 7, handled: 7 } });
    expect((await handled()).sort()).toEqual(tasks.map(({ id }) => id).sort());
    expect((await failures(admin, filter)).map(({ state }) => state)).toEqual(Array.from({ length: 12 }, () => 'handled'));

    const acts = async (): Promise<unknown[]> => {
      const { items } = (await admin.call<{ items: { operation: string; source: string; after: { fingerprint?: string } }[] }>('GET', `/audit?user_id=${admin.id}&limit=500`)).body;
      return items.filter(({ after }) => after.fingerprint === group).map(({ operation, source }) => `${source} ${operation}`).reverse();
    };
    await expect.poll(acts, { timeout: 20_000 }).toEqual([
      'api bulk_replay.started', 'system bulk_replay.stopped', 'api bulk_replay.started', 'system bulk_replay.finished',
    ]);
    const each = (await admin.call<{ items: object[] }>('GET', `/audit?task_id=${still.task_id}&operation=dead_letter.replayed`)).body.items;
    expect(each).toMatchObject([{ actor: admin.id, source: 'system' }, { actor: admin.id, source: 'system' }]);
  });
});
