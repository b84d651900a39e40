import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { task as taskSchema, type Task } from '#contracts/task';
import { newId } from '#platform/ids';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let test: TestApp;
let user: TestUser;
let other: TestUser;
beforeAll(async () => {
  test = await createTestApp();
  [user, other] = await Promise.all([test.signUp(), test.signUp()]);
});
afterAll(() => test.close());

const create = async (body: object, owner = user): Promise<Task> => (await test.send('POST', '/tasks', owner, { body })).json<Task>();
const fieldsOf = (response: { json<T>(): T }): string[] => response.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field).sort();
const seqOf = async (owner: TestUser): Promise<number> => (await test.send('GET', '/tasks?limit=1', owner)).json<{ user_seq: number }>().user_seq;

describe('POST /tasks', () => {
  it('makes a task as the contract has it, with its address and version', async () => {
    const response = await test.send('POST', '/tasks', user, {
      body: {
        title: 'Buy milk', description: 'two litres', priority: 'HIGH', due_local: '2026-11-22', tags: ['home'],
        reminders: [{ minutes_before: 5 }], recurrence: 'FREQ=WEEKLY',
      },
    });
    expect(response.statusCode).toBe(201);
    const made = response.json<Task>();
    expect({ ...taskSchema.parse(made), next_reminder_at: null }).toEqual(made);
    expect(made).toMatchObject({ user_id: user.id, due_date: '2026-11-22T08:00:00.000Z', version: 1, occurrence_index: 0, series_anchor: '2026-11-22' });
    expect(response.headers).toMatchObject({ location: `/tasks/${made.id}`, etag: '"1"' });
    expect((await test.send('GET', `/tasks/${made.id}`, user)).json()).toEqual(made);
  });

  it('says when it reminds next', async () => {
    const next = async (body: object) => (await create({ title: 'x', ...body }) as Task & { next_reminder_at: string | null }).next_reminder_at;
    expect(await next({ due_local: '2099-11-26T14:33' })).toBe('2099-11-25T13:33:00.000Z');
    expect(await next({ due_local: '2099-11-26T14:33', reminders: [{ minutes_before: 0 }] })).toBe('2099-11-26T13:33:00.000Z');
    expect([await next({ due_local: '2020-11-26' }), await next({}), await next({ due_local: '2099-11-26', status: 'DONE' })]).toEqual([null, null, null]);
  });

  it('announces it: the lifecycle, the live view and the audit, in one order, under the user', async () => {
    const owner = await test.signUp();
    const made = taskSchema.parse(await create({ title: 'x' }, owner));
    const events = await test.events(owner);
    expect(events.map(({ type, topic }) => [type, topic])).toEqual([
      ['task.created', 'task-events'], ['task.changed', 'task-updates'], ['audit.recorded', 'audit-log'],
    ]);
    for (const event of events) expect(event).toMatchObject({ key: owner.id, subject: made.id, sequence: '00000000000000000001', channel: 'api' });
    expect(events.map(({ data }) => data)).toEqual([
      { task_id: made.id, task: made },
      { task_id: made.id, update_type: 'created', task: made, changed_fields: [], user_seq: 1 },
      { actor: owner.id, operation: 'task.created', source: 'api', task_id: made.id, before: null, after: made },
    ]);
  });

  it.each([
    [{}, ['title']],
    [{ title: '', colour: 'red', tags: 'x' }, ['colour', 'tags', 'title']],
    [{ title: 'x', due_date: 'tomorrow', priority: 'high', status: 5 }, ['due_date', 'priority', 'status']],
    [{ title: 'x', recurrence: 'every day' }, ['recurrence']],
    [{ title: 'x', recurrence: 'FREQ=DAILY' }, ['recurrence']],
    [{ title: 'x'.repeat(501), description: 'a\0' }, ['description', 'title']],
  ])('refuses %j and names the fields', async (body, fields) => {
    const response = await test.send('POST', '/tasks', user, { body });
    expect([response.statusCode, fieldsOf(response)]).toEqual([400, fields]);
  });

  it('refuses a body over 1 MiB, broken JSON and another content type', async () => {
    expect((await test.send('POST', '/tasks', user, { body: { title: 'x', description: 'x'.repeat(1_100_000) } })).statusCode).toBe(413);
    const headers = { authorization: `Bearer ${user.token}` };
    const raw = (type: string, payload: string) => test.app.inject({ method: 'POST', url: '/tasks', headers: { ...headers, 'content-type': type }, payload });
    expect((await raw('application/json', '{"title"')).statusCode).toBe(400);
    expect((await raw('text/xml', '<title/>')).statusCode).toBe(415);
  });

  it.each(['title', 'description', 'tags'])('refuses a control character in %s', async (field) => {
    const text = 'a\u0007b';
    const { statusCode, body } = await test.send('POST', '/tasks', user, { body: { title: 'x', [field]: field === 'tags' ? [text] : text } });
    expect([statusCode, body]).toEqual([400, expect.stringContaining('U+0007')]);
  });

  it('writes all fields that JSON can hold up to their limits', async () => {
    const body = { title: '😀'.repeat(250), description: '\t"\\\n'.repeat(16_384), tags: Array.from({ length: 50 }, (_, i) => `t${i}`.padEnd(64, 'ü')) };
    expect(await create(body)).toMatchObject(body);
  });
});

describe('the room of a user', () => {
  it('ends at their quota, and what is deleted frees it', async () => {
    const small = await createTestApp({ quota: { tasks: 2, bytes: 1_000_000 } });
    const owner = await small.signUp();
    const post = (title: string) => small.send('POST', '/tasks', owner, { body: { title } });
    const [one] = [await post('one'), await post('two')].map((response) => response.json<{ id: string }>());
    const refused = await post('three');
    expect([refused.statusCode, refused.json()]).toEqual([403, expect.objectContaining({ detail: 'a user may have 2 tasks: delete some that are done' })]);
    await small.send('DELETE', `/tasks/${one!.id}`, owner);
    expect((await post('three')).statusCode).toBe(201);
    const [row] = await small.db.database.query('select task_count, task_bytes from users where id = $1', [owner.id]);
    expect(row).toEqual({ task_count: 2, task_bytes: 'twothree'.length });
    await small.close();
  });
});

describe('an Idempotency-Key', () => {
  const post = (body: object, key: string, owner = user) => test.send('POST', '/tasks', owner, { body, headers: { 'idempotency-key': key } });

  it('gives the same answer again without a second effect, also to requests at the same moment', async () => {
    const owner = await test.signUp();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post({ title: 'once' }, 'key-1', owner)));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(9);
    expect(answers[0]?.headers.location).toBe(answers[9]?.headers.location);
    expect(await test.events(owner)).toHaveLength(3);
    expect(await seqOf(owner)).toBe(1);
  });

  it('is refused for another body', async () => {
    await post({ title: 'a' }, 'key-2');
    expect((await post({ title: 'b' }, 'key-2')).statusCode).toBe(422);
  });

  it('belongs to its user', async () => {
    const [mine, theirs] = await Promise.all([post({ title: 'a' }, 'key-3'), post({ title: 'a' }, 'key-3', other)]);
    expect(mine.json<Task>().id).not.toBe(theirs.json<Task>().id);
  });

  it('may be used again after a refusal, and after 24 hours', async () => {
    expect((await post({ title: 'x', recurrence: 'FREQ=DAILY' }, 'key-4')).statusCode).toBe(400);
    expect((await post({ title: 'x' }, 'key-4')).statusCode).toBe(201);
    await test.db.database.query(`update idempotency_keys set created_at = created_at - interval '25 hours'`);
    expect((await post({ title: 'y' }, 'key-4')).json()).toMatchObject({ title: 'y' });
  });

  it('is refused when it is too long', async () => {
    expect(fieldsOf(await post({ title: 'x' }, 'k'.repeat(201)))).toEqual(['idempotency-key']);
  });
});

describe('PATCH /tasks/{id}', () => {
  const patch = (id: string, body: object, headers = {}) => test.send('PATCH', `/tasks/${id}`, user, { body, headers });

  it('changes what is sent, counts a version and announces only what changed', async () => {
    const before = taskSchema.parse(await create({ title: 'a', tags: ['x'] }));
    const response = await patch(before.id, { title: 'b', tags: ['x'] });
    expect(response.headers['etag']).toBe('"2"');
    const after = taskSchema.parse(response.json());
    expect(after).toEqual({ ...before, title: 'b', version: 2, updated_at: after.updated_at });
    const events = (await test.events(user)).filter(({ subject, sequence }) => subject === before.id && sequence.endsWith('2'));
    expect(events.map(({ data }) => data)).toEqual([
      { task_id: before.id, changed_fields: ['title'], changes: { title: { old: 'a', new: 'b' } } },
      { task_id: before.id, update_type: 'updated', task: after, changed_fields: ['title'], user_seq: await seqOf(user) },
      { actor: user.id, operation: 'task.updated', source: 'api', task_id: before.id, before, after },
    ]);
  });

  it('that changes nothing announces nothing', async () => {
    const owner = await test.signUp();
    const made = await create({ title: 'a' }, owner);
    const response = await test.send('PATCH', `/tasks/${made.id}`, owner, { body: { title: 'a', status: 'TODO' } });
    expect([response.statusCode, response.json<Task>().version]).toEqual([200, 1]);
    expect([await seqOf(owner), (await test.events(owner)).length]).toEqual([1, 3]);
  });

  it('to DONE is the one event task.completed', async () => {
    const made = await create({ title: 'a' });
    await patch(made.id, { status: 'DONE', title: 'b' });
    const lifecycle = (await test.events(user, 'task-events')).filter(({ subject }) => subject === made.id);
    expect(lifecycle.map(({ type }) => type)).toEqual(['task.created', 'task.completed']);
    expect(lifecycle[1]?.data).toMatchObject({ task: { title: 'b', status: 'DONE', version: 2 } });
  });

  it('meant for another version is refused', async () => {
    const made = await create({ title: 'a' });
    expect((await patch(made.id, { title: 'b' }, { 'if-match': '"1"' })).statusCode).toBe(200);
    const late = await patch(made.id, { title: 'c' }, { 'if-match': '"1"' });
    expect([late.statusCode, late.headers['etag']]).toEqual([412, '"2"']);
    expect((await patch(made.id, { title: 'd' }, { 'if-match': '*' })).statusCode).toBe(200);
    expect((await test.send('DELETE', `/tasks/${made.id}`, user, { headers: { 'if-match': '"2"' } })).statusCode).toBe(412);
  });

  it('with the same If-Match at the same moment wins once', async () => {
    const made = await create({ title: 'a' });
    const all = await Promise.all(Array.from({ length: 5 }, (_, i) => patch(made.id, { title: `b${i}` }, { 'if-match': '"1"' })));
    expect(all.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412, 412, 412, 412]);
  });

  it('names every bad field, and fields that contradict each other', async () => {
    const made = await create({ title: 'a' });
    expect(fieldsOf(await patch(made.id, { title: null, version: 7, due_local: '2026-02-30' }))).toEqual(['due_local', 'title', 'version']);
    expect(fieldsOf(await patch(made.id, { due_local: '2026-02-20', due_date: '2027-01-01T00:00:00Z' }))).toEqual(['due_date']);
    expect(fieldsOf(await patch('not-an-id', { title: 'x' }))).toEqual(['id']);
  });
});

describe('finishing, reopening, deleting', () => {
  it('is done once, undone once, and gone once', async () => {
    const owner = await test.signUp();
    const made = await create({ title: 'a' }, owner);
    const act = (verb: string) => test.send('POST', `/tasks/${made.id}/${verb}`, owner);
    expect((await act('complete')).json()).toMatchObject({ status: 'DONE', version: 2 });
    expect((await act('complete')).json()).toMatchObject({ status: 'DONE', version: 2 });
    expect((await act('reopen')).json()).toMatchObject({ status: 'TODO', completed_at: null, version: 3 });
    expect((await act('reopen')).json()).toMatchObject({ version: 3 });
    const remove = () => test.send('DELETE', `/tasks/${made.id}`, owner);
    expect([(await remove()).statusCode, (await remove()).statusCode]).toEqual([204, 404]);
    expect((await test.events(owner, 'task-events')).map(({ type, sequence }) => [type, Number(sequence)])).toEqual([
      ['task.created', 1], ['task.completed', 2], ['task.updated', 3], ['task.deleted', 4],
    ]);
    const [last] = (await test.events(owner, 'task-updates')).slice(-1);
    expect(last?.data).toMatchObject({ update_type: 'deleted', user_seq: 4, task: { title: 'a', version: 4 } });
  });

  it('with an Idempotency-Key answers alike', async () => {
    const made = await create({ title: 'a' });
    const headers = { 'idempotency-key': newId() };
    const complete = () => test.send('POST', `/tasks/${made.id}/complete`, user, { headers });
    const first = await complete();
    await test.send('POST', `/tasks/${made.id}/reopen`, user);
    expect((await complete()).body).toBe(first.body);
  });
});

describe("another's task", () => {
  it('is not there, whatever is asked of it', async () => {
    const theirs = await create({ title: 'secret', recurrence: 'FREQ=DAILY', due_local: '2026-12-01' }, other);
    const url = `/tasks/${theirs.id}`;
    const asked = await Promise.all([
      test.send('GET', url, user),
      test.send('GET', `${url}/occurrences`, user),
      test.send('PATCH', url, user, { body: { title: 'x' } }),
      test.send('DELETE', url, user),
      test.send('POST', `${url}/complete`, user),
      test.send('POST', `${url}/reopen`, user),
      test.send('GET', `/tasks/${newId()}`, user),
    ]);
    expect(asked.map(({ statusCode }) => statusCode)).toEqual(asked.map(() => 404));
    expect((await test.send('GET', '/tasks?q=secret', user)).json()).toMatchObject({ items: [] });
    expect((await test.send('GET', url, other)).json()).toEqual(theirs);
  });
});

describe('a JSON content type without a body', () => {
  it('is no error: completing and deleting need none', async () => {
    const { id } = await create({ title: 'x' });
    const headers = { 'content-type': 'application/json' };
    expect((await test.send('POST', `/tasks/${id}/complete`, user, { headers })).statusCode).toBe(200);
    expect((await test.send('DELETE', `/tasks/${id}`, user, { headers })).statusCode).toBe(204);
    expect((await test.send('POST', '/tasks', user, { headers })).statusCode).toBe(400);
  });
});
