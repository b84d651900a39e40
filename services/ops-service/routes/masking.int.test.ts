import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { triesInAll } from '#contracts/envelope';
import { taskCreated } from '#contracts/events/index';
import type { Dossier, Failure } from '#contracts/http/ops/failures';
import { mask } from '#contracts/mask';
import { newId } from '#platform/ids';
import { makeEvent, sampleEvent } from '../../../test/helpers/events.ts';
import { somewhere, type TestPlace } from '../testing/kafka-says.ts';
import { createTestOps, failedTry, type TestOps } from '../testing/test-ops.ts';

let ops: TestOps;
beforeAll(async () => {
  ops = await createTestOps();
});
afterAll(() => ops.close());

const secrets = ['Zuleika Dobson', 'zuleika', 'dobson', 'rhinoplasty', 'zuleika@dobson.example', 'whispers'];
const reveals = /zuleika|dobson|rhinoplasty|whispers/i;
const [user, at] = [newId(), Date.parse('2026-11-21T10:00:00Z')];

const made = (attributes: object = {}) => {
  const sample = sampleEvent(taskCreated).data;
  const id = newId();
  return { ...makeEvent(taskCreated, { task_id: id, task: { ...sample.task, id, title: 'Zuleika Dobson: rhinoplasty', description: 'write to zuleika@dobson.example', tags: ['whispers'] } }, { partitionkey: user }), ...attributes };
};

const fail = async (payload: object | string, message: string | null, place: TestPlace = somewhere()): Promise<Failure> => {
  const { id = null, type = null } = typeof payload === 'string' ? {} : (payload as { id?: string; type?: string });
  if (message !== null) await ops.report(failedTry({ id, type }, place, { message, stack: `Error: ${message}\n  at handle (x.ts:1)`, error_class: 'DOMAIN', attempt: triesInAll }), at);
  await ops.deadLetter(typeof payload === 'string' ? payload : JSON.stringify(payload), place, at + 3, { headers: { __key: 'Zuleika Dobson' } });
  const all = await ops.failures('state=all&limit=500');
  return all.find(({ offset }) => offset === String(place.offset))!;
};

/** Each way in which a person's words have been seen to get into a failure. */
const letters: [string, () => Promise<Failure>][] = [
  ['in the data', () => fail(made(), 'it broke')],
  ['in the message of the error', () => fail(made(), 'no row for Zuleika Dobson (rhinoplasty), zuleika@dobson.example')],
  ['in quotes of the error', () => fail(sampleEvent(taskCreated), 'invalid input: "Zuleika Dobson whispers"')],
  ['in place of ids', () => fail({ ...made(), subject: 'Zuleika Dobson', partitionkey: 'zuleika@dobson.example', correlationid: 'of Zuleika', data: { task_id: 'the rhinoplasty' } }, null)],
  ['in a type that nobody knows', () => fail({ ...made(), type: 'Zuleika Dobson' }, null)],
  ['in the name of a field', () => fail({ ...made(), data: { 'Zuleika Dobson': 'whispers' } }, 'data: Unrecognized key: "Zuleika Dobson"')],
  ['in text that is no event', () => fail('Zuleika Dobson whispers', null)],
  ['in half of an event', () => fail(JSON.stringify(made()).slice(0, 900), null)],
];

describe('what may tell of a person', () => {
  it.each(letters)('%s is found by no search, and seen on no page', async (_where, make) => {
    const failure = await make();
    const filters = ['q', 'task_id', 'user_id', 'event_type', 'consumer', 'topic', 'group'].flatMap((name) => secrets.map((secret) => `state=all&${name}=${encodeURIComponent(secret)}`));
    const found = await Promise.all(filters.flatMap((filter) => ['', '/groups'].map(async (list) => (await ops.call<{ items: unknown[] }>('GET', `/ops/dead-letters${list}?${filter}`)).body.items.length)));
    expect(Math.max(...found)).toBe(0);
    const pages = await Promise.all(['?state=all&limit=500', '/groups?state=all', `/${failure.id}`].map(async (path) => JSON.stringify((await ops.call('GET', `/ops/dead-letters${path}`)).body)));
    expect(pages.filter((page) => reveals.test(page))).toEqual([]);
    // The answers of an archive or a refused replay show no more either.
    const acts = [['replay', undefined], ['edit', { data: {}, dry_run: true }], ['archive', { reason: 'enough' }]] as const;
    for (const [act, body] of acts) expect(JSON.stringify((await ops.call('POST', `/ops/dead-letters/${failure.id}/${act}`, body === undefined ? {} : { body })).body)).not.toMatch(reveals);
  });

  it('is still found by what is not masked', async () => {
    const event = made();
    const { id } = await fail(event, 'it broke');
    for (const q of [event.data.task_id, event.id, 'it broke', event.data.task.priority]) expect((await ops.failures(`state=all&q=${q}`)).map((failure) => failure.id)).toContain(id);
  });

  it('is shown to an administrator who asks, and the audit trail says to whom, of what and when', async () => {
    const event = made();
    const failure = await fail(event, 'no row for Zuleika Dobson');
    const masked = (await ops.call<Dossier>('GET', `/ops/dead-letters/${failure.id}`)).body;
    expect(masked).toMatchObject({ masked: true, message: `no row for ${mask}`, payload: { data: { task: { title: mask, tags: [mask] } } } });
    const { status, body } = await ops.call<Dossier>('POST', `/ops/dead-letters/${failure.id}/reveal`);
    expect([status, body]).toMatchObject([200, { masked: false, key: 'Zuleika Dobson', message: 'no row for Zuleika Dobson', stack: expect.stringContaining('Zuleika'), explanation: expect.stringContaining('Zuleika'), tries: [{ message: 'no row for Zuleika Dobson' }], payload: { data: event.data } }]);
    const acts = await ops.db.database.query<{ event: string }>(`select event from outbox where topic = 'audit-log'`);
    const seen = acts.map(({ event: text }) => JSON.parse(text) as { time: string; partitionkey: string; data: Record<string, unknown> }).filter(({ data }) => data['operation'] === 'dead_letter.revealed');
    expect(seen).toEqual([expect.objectContaining({
      time: expect.any(String), partitionkey: user,
      data: expect.objectContaining({ actor: ops.adminId, source: 'api', task_id: event.data.task_id, after: { failure_id: failure.id, event_id: event.id, event_type: 'task.created', topic: 'task-events' } }),
    })]);
    expect(JSON.stringify(seen)).not.toMatch(reveals);
  });

  it('is shown to nobody else', async () => {
    const { id } = await fail(made(), null);
    expect((await ops.call('POST', `/ops/dead-letters/${id}/reveal`, { token: ops.person })).status).toBe(403);
    expect((await ops.call('POST', `/ops/dead-letters/${id}/reveal`, { token: null })).status).toBe(401);
    expect((await ops.call('POST', `/ops/dead-letters/${newId()}/reveal`)).status).toBe(404);
  });

  it('stays as it was in a copy whose editor has left it masked', async () => {
    const event = made();
    const { id } = await fail(event, 'it broke');
    const { payload } = (await ops.call<Dossier>('GET', `/ops/dead-letters/${id}`)).body as { payload: { data: typeof event.data } };
    const data = { ...payload.data, task: { ...payload.data.task, priority: 'LOW' } };
    const preview = await ops.call('POST', `/ops/dead-letters/${id}/edit`, { body: { data, dry_run: true } });
    expect(preview.body).toMatchObject({ valid: true, diff: [{ path: '/task/priority', before: event.data.task.priority, after: 'LOW' }] });
    const sent = await ops.call('POST', `/ops/dead-letters/${id}/edit`, { body: { data } });
    expect([sent.status, JSON.stringify(sent.body)]).toEqual([202, expect.not.stringMatching(reveals)]);
    const [copy] = await ops.db.database.query<{ event: string }>(`select event from outbox where topic = 'task-events' order by position desc limit 1`);
    expect(JSON.parse(copy!.event)).toMatchObject({ data: { ...event.data, task: { ...event.data.task, priority: 'LOW' } } });
    expect(JSON.stringify((await ops.call('GET', `/ops/dead-letters/${id}`)).body)).not.toMatch(reveals);
  });
});
