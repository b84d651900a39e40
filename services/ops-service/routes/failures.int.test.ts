import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { triesInAll } from '#contracts/envelope';
import type { Failure } from '#contracts/http/ops/failures';
import { newId } from '#platform/ids';
import { deletedTask, somewhere } from '../testing/kafka-says.ts';
import { createTestOps, failedTry, type TestOps } from '../testing/test-ops.ts';

let ops: TestOps;
beforeAll(async () => {
  ops = await createTestOps();
});
afterAll(() => ops.close());

let clock = Date.parse('2026-11-21T10:00:00Z');

/**
 * A dead letter, a minute after the one before; with the report of its last try unless
 * `consumer` is null.
 */
const fail = async (wish: { consumer?: string | null; message?: string; event?: object; topic?: string } = {}) => {
  const [event, place] = [deletedTask(wish.event), somewhere(wish.topic)];
  clock += 60_000;
  const { consumer = 'reminder-service', message = 'it broke' } = wish;
  if (consumer !== null) await ops.report(failedTry(event, place, { consumer, message, attempt: triesInAll }), clock);
  await ops.deadLetter(JSON.stringify(event), place, clock + 3);
  return { event, place, at: clock };
};

const only = async (query: string): Promise<Failure> => {
  const found = await ops.failures(query);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const ids = (failures: readonly Failure[]): string[] => failures.map(({ event_id }) => event_id!);
const audited = async (): Promise<{ operation: string; actor: string; after: object }[]> =>
  (await ops.db.database.query<{ event: string }>(`select event from outbox where topic = 'audit-log' order by position`)).map(
    ({ event }) => (JSON.parse(event) as { data: { operation: string; actor: string; after: object } }).data,
  );

describe('who may do what', () => {
  it.each([
    ['GET', '/ops/dead-letters'],
    ['GET', '/ops/dead-letters/groups'],
    ['GET', `/ops/dead-letters/${newId()}`],
    ['POST', `/ops/dead-letters/${newId()}/reveal`],
    ['POST', `/ops/dead-letters/${newId()}/archive`],
    ['POST', '/ops/dead-letters/groups/abc/archive'],
  ] as const)('%s %s is for administrators only', async (method, path) => {
    const body = method === 'POST' ? { body: { reason: 'x' } } : {};
    expect((await ops.call(method, path, { ...body, token: null })).status).toBe(401);
    expect((await ops.call(method, path, { ...body, token: ops.person })).status).toBe(403);
  });

  it('dead letters are taken from the sidecar only', async () => {
    expect((await ops.call('POST', '/events/dlq.task-events', { body: {} })).status).toBe(401);
  });
});

describe('the list of failed events', () => {
  it('is narrowed by each of its filters', async () => {
    const { event, at } = await fail({ consumer: 'filter-service', message: 'Quite 100% Peculiar_words' });
    const last = new Date(at).toISOString();
    for (const query of [
      'consumer=filter-service', `user_id=${event.partitionkey}`, `task_id=${event.data.task_id}`, 'q=quite 100%25 pecul', 'q=peculiar_words', `q=${event.data.task_id}`,
      `from=${last}&consumer=filter-service`, `to=${new Date(at + 1).toISOString()}&consumer=filter-service`, 'reason=handler_failed&event_type=task.deleted&topic=task-events&consumer=filter-service',
    ]) expect([query, (await only(query)).event_id]).toEqual([query, event.id]);
    const { group } = await only('consumer=filter-service');
    expect(ids(await ops.failures(`group=${group}`))).toEqual([event.id]);
    for (const query of [
      `from=${new Date(at + 1).toISOString()}`, `to=${last}`, 'q=peculiarXwords', 'q=100x', 'reason=malformed', 'event_type=task.created', 'topic=reminders', 'state=handled', 'state=archived',
    ]) expect([query, await ops.failures(`consumer=filter-service&${query}`)]).toEqual([query, []]);
  });

  it('finds those that nobody named by an empty consumer', async () => {
    const { event } = await fail({ consumer: null });
    expect((await only(`consumer=&user_id=${event.partitionkey}`)).consumer).toBeNull();
  });

  it('comes page by page, the newest first, each once', async () => {
    const events = [];
    for (let i = 0; i < 7; i++) events.push((await fail({ consumer: 'page-service' })).event.id);
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await ops.call<{ items: Failure[]; next_cursor: string | null }>('GET', `/ops/dead-letters?consumer=page-service&limit=3${cursor}`);
      seen.push(...ids(page.body.items));
      if (page.body.next_cursor === null) break;
      cursor = `&cursor=${page.body.next_cursor}`;
    }
    expect(seen).toEqual(events.toReversed());
    // A last page has no cursor even if it is exactly full.
    expect((await ops.call<{ next_cursor: string | null }>('GET', '/ops/dead-letters?consumer=page-service&limit=7')).body.next_cursor).toBeNull();
  });

  it.each(['from=yesterday', 'nonsense=1', 'cursor=7', `cursor=1.${'g'.repeat(36)}`, 'limit=0', 'q=ab', 'state=new', 'reason=bad'])('says what is wrong with ?%s', async (query) => {
    const { status, body } = await ops.call<{ errors: { field: string }[] }>('GET', `/ops/dead-letters?${query}`);
    expect([status, body.errors.map(({ field }) => field)]).toEqual([400, [query.split('=')[0]]]);
  });
});

describe('groups of failed events', () => {
  it('hold what differs in ids, numbers and quoted texts only, with counts and times', async () => {
    const first = await fail({ consumer: 'group-service', message: `no row for ${newId()}: "x" 1` });
    const last = await fail({ consumer: 'group-service', message: `no row for ${newId()}: "long text" 22` });
    await fail({ consumer: 'group-service', message: 'another thing' });
    const { items } = (await ops.call<{ items: Record<string, unknown>[] }>('GET', '/ops/dead-letters/groups?consumer=group-service')).body;
    expect(items).toMatchObject([
      { message: 'another thing', count: 1 },
      {
        consumer: 'group-service', event_type: 'task.deleted', reason: 'handler_failed', error_class: 'TypeError', message: expect.stringMatching(/"▒▒▒" 22$/),
        count: 2, open: 2, first_seen: new Date(first.at).toISOString(), last_seen: new Date(last.at).toISOString(),
      },
    ]);
    expect(await ops.failures(`group=${String(items[1]!['group'])}`)).toHaveLength(2);
  });

  it('come page by page', async () => {
    for (const word of ['one', 'two', 'three']) await fail({ consumer: 'many-service', message: word });
    const path = '/ops/dead-letters/groups?consumer=many-service&limit=2';
    const first = (await ops.call<{ items: { message: string }[]; next_cursor: string }>('GET', path)).body;
    const second = (await ops.call<{ items: { message: string }[]; next_cursor: null }>('GET', `${path}&cursor=${first.next_cursor}`)).body;
    expect([...first.items, ...second.items].map(({ message }) => message)).toEqual(['three', 'two', 'one']);
    expect(second.next_cursor).toBeNull();
  });
});

describe('one failed event', () => {
  it('shows the event, each try, each arrival, and who else failed with it', async () => {
    const { event, place, at } = await fail({ consumer: 'show-service' });
    await ops.report(failedTry(event, place, { consumer: 'other-service', attempt: triesInAll }), at + 40);
    await ops.deadLetter(JSON.stringify(event), place, at + 43);
    const { id } = await only('consumer=show-service');
    const { status, body } = await ops.call<Record<string, unknown>>('GET', `/ops/dead-letters/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id, consumer: 'show-service', stack: 'at x.ts:1', build: 'b1', key: 'ada', payload: event, payload_encoding: 'json', replays: [],
      tries: [{ consumer: 'show-service', attempt: triesInAll, at: new Date(at).toISOString(), outcome: 'failed', message: 'it broke' }],
      arrivals: [{ ...place, offset: String(place.offset), dlq_topic: 'dlq.task-events' }, { offset: String(place.offset) }],
      others: [{ consumer: 'other-service', reason: 'handler_failed' }],
    });
  });

  it.each([
    ['text', 'not { json', 'text', 'not { json'],
    ['bytes that are no text', Uint8Array.from([255, 0]), 'base64', '/wA='],
    ['JSON that is no event', '[1, "zero \\u0000 byte"]', 'json', [1, 'zero \u0000 byte']],
  ])('shows %s to who asks', async (_name, payload, encoding, shown) => {
    const place = somewhere('reminders');
    await ops.deadLetter(payload, place, (clock += 60_000));
    const [{ id }] = await ops.failures('topic=reminders').then((found) => [found[0]!] as const);
    expect((await ops.call('POST', `/ops/dead-letters/${id}/reveal`)).body).toMatchObject({ payload: shown, payload_encoding: encoding });
  });

  it('that does not exist is 404', async () => {
    expect((await ops.call('GET', `/ops/dead-letters/${newId()}`)).status).toBe(404);
    expect((await ops.call('POST', `/ops/dead-letters/${newId()}/archive`, { body: { reason: 'x' } })).status).toBe(404);
    expect((await ops.call('POST', `/ops/dead-letters/groups/${'0'.repeat(64)}/archive`, { body: { reason: 'x' } })).status).toBe(404);
    expect((await ops.call('GET', '/ops/dead-letters/not-an-id')).status).toBe(400);
  });
});

describe('archiving', () => {
  it('takes a failure off the list, says why, and is in the audit trail once', async () => {
    await fail({ consumer: 'archive-service' });
    const { id, event_id } = await only('consumer=archive-service');
    await ops.db.database.query('truncate outbox');
    expect(await ops.call('POST', `/ops/dead-letters/${id}/archive`, { body: { reason: ' a known bug ' } })).toMatchObject({ status: 200, body: { id, state: 'archived' } });
    expect(await ops.failures('consumer=archive-service')).toEqual([]);
    expect(await only('consumer=archive-service&state=archived')).toMatchObject({ id });
    expect((await ops.call('GET', `/ops/dead-letters/${id}`)).body).toMatchObject({ archived_reason: 'a known bug', archived_at: expect.stringContaining('T') });
    expect((await ops.call('POST', `/ops/dead-letters/${id}/archive`, { body: { reason: 'again' } })).status).toBe(409);
    expect(await audited()).toMatchObject([
      { operation: 'dead_letter.archived', actor: ops.adminId, source: 'api', before: { state: 'open', event_id }, after: { state: 'archived', failure_id: id, reason: 'a known bug' } },
    ]);
  });

  it('is refused while a replay is under way', async () => {
    await fail({ consumer: 'busy-service' });
    const { id } = await only('consumer=busy-service');
    await ops.db.database.query(`update failures set state = 'replaying' where id = $1`, [id]);
    expect(await ops.call('POST', `/ops/dead-letters/${id}/archive`, { body: { reason: 'x' } })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('outcome') } });
  });

  it('works on the open failures of a group, with one audit entry', async () => {
    for (let i = 0; i < 3; i++) await fail({ consumer: 'alike-service', message: `it broke ${i}` });
    const [{ id, group }] = await ops.failures('consumer=alike-service').then((found) => [found[0]!] as const);
    await ops.db.database.query(`update failures set state = 'replaying' where id = $1`, [id]);
    await ops.db.database.query('truncate outbox');
    const archive = () => ops.call('POST', `/ops/dead-letters/groups/${group}/archive`, { body: { reason: 'all of them' } });
    expect((await archive()).body).toEqual({ archived: 2 });
    expect((await archive()).body).toEqual({ archived: 0 });
    expect((await ops.failures('consumer=alike-service')).map(({ state }) => state)).toEqual(['replaying']);
    expect(await audited()).toMatchObject([{ operation: 'dead_letter.group_archived', actor: ops.adminId, after: { group, archived: 2, reason: 'all of them' } }]);
  });

  it('needs a reason', async () => {
    for (const body of [{}, { reason: ' ' }, { reason: 'x'.repeat(501) }]) {
      expect((await ops.call('POST', `/ops/dead-letters/${newId()}/archive`, { body })).status).toBe(400);
    }
  });
});
