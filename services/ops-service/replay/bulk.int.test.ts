import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { createReplayService, deletedTask, type Failure, type ReplayService } from './testing/replay-service.ts';

let ops: ReplayService;
const consumer = 'reminder-service';

beforeAll(async () => {
  ops = await createReplayService();
});
afterAll(() => ops.close());
beforeEach(() => ops.db.database.query('truncate outbox, replays, bulk_replays, failures, dead_letters cascade'));

interface Bulk {
  id: string;
  state: string;
  stopped_reason: string | null;
  batch_size: number;
  progress: Record<'total' | 'waiting' | 'published' | 'handled' | 'failed_again' | 'unconfirmed' | 'cancelled', number>;
}

const failAll = async (count: number, wish: Parameters<ReplayService['fail']>[0] = {}): Promise<Failure[]> => {
  const failures: Failure[] = [];
  for (let i = 0; i < count; i++) failures.push(await ops.fail(wish));
  return failures;
};

const post = async <T>(path: string, body?: object, key?: string): Promise<{ status: number; body: T }> =>
  (await ops.post(`/ops/replays${path}`, body, key === undefined ? {} : { key })) as unknown as { status: number; body: T };

const start = async (more: object = {}): Promise<Bulk> => {
  const { status, body } = await post<{ bulk_replay: Bulk }>('', { group: 'a-group', rate_per_second: 100, ...more });
  expect(status).toBe(202);
  return body.bulk_replay;
};

const show = async ({ id }: Bulk): Promise<Bulk> => (await ops.get(`/ops/replays/${id}`)).body as unknown as Bulk;
const progressOf = async (bulk: Bulk): Promise<Partial<Bulk['progress']>> =>
  Object.fromEntries(Object.entries((await show(bulk)).progress).filter(([name, count]) => name !== 'total' && count > 0));

/** What was published since the last look. */
const takeSent = async (): Promise<Awaited<ReturnType<ReplayService['outbox']>>> => {
  const sent = await ops.outbox();
  await ops.db.database.query(`delete from outbox where topic <> 'audit-log'`);
  return sent;
};
const handle = async (sent: Awaited<ReturnType<typeof takeSent>>): Promise<void> => {
  for (const { id } of sent) await ops.report({ consumer, event_id: id, outcome: 'handled' });
};
/**
 * Lets the worker look repeatedly, each time after the events published before were
 * handled; returns how many went out each time.
 */
const workThrough = async (looks: number): Promise<number[]> => {
  const counts: number[] = [];
  for (let i = 0; i < looks; i++) {
    ops.pass(1);
    await ops.work();
    const sent = await takeSent();
    counts.push(sent.length);
    await handle(sent);
  }
  return counts;
};
const acts = async (): Promise<string[]> =>
  (await ops.outbox('audit')).map(({ event }) => `${event.data['source']} ${event.data['operation']}`).filter((act) => !act.endsWith('replayed'));
const states = async (): Promise<Record<string, number>> =>
  Object.fromEntries((await ops.db.database.query<{ state: string; n: number }>('select state, count(*) as n from failures group by state')).map(({ state, n }) => [state, n]));

describe('a bulk replay, tried out', () => {
  it('says how many failures it would replay, of which consumers and times, and which would stay behind and why', async () => {
    await failAll(3);
    await ops.fail({ event: { time: '2020-01-01T00:00:00Z' } });
    await ops.fail({ consumer: '' });
    await ops.fail({ state: 'archived' });
    await ops.fail({ fingerprint: 'another' });
    const { status, body } = await post('', { group: 'a-group', dry_run: true });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      dry_run: true, total: 5, replayable: 3, by_consumer: { [consumer]: 4, unknown: 1 }, by_type: { 'task.deleted': 5 },
      oldest: expect.any(String), newest: expect.any(String),
      refused: [{ code: 'too_old', count: 1 }, { code: 'nobody_named', count: 1 }],
    });
    expect(await states()).toEqual({ open: 6, archived: 1 });
  });

  it('counts each failure once, however close together they failed', async () => {
    await failAll(60);
    await ops.db.database.query(`update failures f set first_failed_at = '2026-11-21T10:00:00Z'::timestamptz + n * interval '1 microsecond'
      from (select id, row_number() over () as n from failures) numbered where numbered.id = f.id`);
    expect((await post('', { group: 'a-group', dry_run: true })).body).toMatchObject({ total: 60 });
  });

  it('of an unknown group is empty', async () => {
    expect((await post('', { group: 'nobody', dry_run: true })).body).toMatchObject({ total: 0, oldest: null });
  });
});

describe('a bulk replay', () => {
  it('goes out oldest first in batches of 1, 5, 20 and 100, and is done when all is handled', async () => {
    const failures = await failAll(130);
    const bulk = await start();
    expect(bulk.progress).toMatchObject({ total: 130, waiting: 130 });
    const order: string[] = [];
    const batches: number[] = [];
    while ((await show(bulk)).state === 'running') {
      ops.pass(1);
      await ops.work();
      const sent = await takeSent();
      order.push(...sent.map(({ id }) => id));
      batches.push(sent.length);
      await handle(sent);
    }
    expect(batches).toEqual([1, 5, 20, 50, 50, 4, 0]);
    expect(order).toEqual(failures.map(({ event }) => event.id));
    expect(await progressOf(bulk)).toEqual({ handled: 130 });
    expect(await states()).toEqual({ handled: 130 });
    expect(await acts()).toEqual(['api bulk_replay.started', 'system bulk_replay.finished']);
  });

  it('keeps to its rate', async () => {
    await failAll(12);
    const bulk = await start({ rate_per_second: 2 });
    await workThrough(1);
    const sent: number[] = [];
    for (let i = 0; i < 8; i++) {
      ops.pass(0.25);
      await ops.work();
      const out = await takeSent();
      sent.push(out.length);
      await handle(out);
    }
    expect(sent.reduce((sum, n) => sum + n)).toBe(4);
    expect((await show(bulk)).state).toBe('running');
  });

  it('waits with the next batch until every outcome is confirmed', async () => {
    await failAll(8);
    const bulk = await start();
    await workThrough(1);
    ops.pass(1);
    await ops.work();
    const batch = await takeSent();
    expect(batch).toHaveLength(5);
    await handle(batch.slice(1));
    expect(await workThrough(3)).toEqual([0, 0, 0]);
    expect(await progressOf(bulk)).toEqual({ handled: 5, published: 1, waiting: 2 });
    await handle(batch.slice(0, 1));
    expect(await workThrough(1)).toEqual([2]);
  });

  it('stops at a renewed failure, says at which, and frees what waits', async () => {
    const failures = await failAll(12);
    const bulk = await start();
    await workThrough(1);
    ops.pass(1);
    await ops.work();
    const [failing, ...fine] = await takeSent();
    await handle(fine);
    await ops.deadLetter(failing!);
    ops.pass(1);
    await ops.work();
    expect(await show(bulk)).toMatchObject({ state: 'stopped', stopped_reason: expect.stringContaining(failures[1]!.id) });
    expect((await show(bulk)).stopped_reason).toContain('an event failed again');
    expect(await progressOf(bulk)).toEqual({ handled: 5, failed_again: 1, cancelled: 6 });
    expect(await states()).toEqual({ handled: 5, open: 7 });
    expect(await workThrough(2)).toEqual([0, 0]);
    expect(await acts()).toEqual(['api bulk_replay.started', 'system bulk_replay.stopped']);
    expect((await ops.replaysOf(failures[11]!))[0]!.reason).toContain('failed again');
    expect(await start()).toMatchObject({ progress: { total: 7 } });
  });

  it('stops when an outcome is not confirmed in time', async () => {
    await failAll(3);
    const bulk = await start();
    ops.pass(1);
    await ops.work();
    await takeSent();
    ops.pass(301);
    await ops.work();
    expect(await show(bulk)).toMatchObject({ state: 'stopped', stopped_reason: expect.stringContaining('not confirmed') });
    expect(await progressOf(bulk)).toEqual({ unconfirmed: 1, cancelled: 2 });
    expect(await states()).toEqual({ open: 3 });
  });

  it('pauses, resumes and stops on request, however often it is asked', async () => {
    await failAll(8);
    const bulk = await start();
    await workThrough(1);
    for (let i = 0; i < 2; i++) expect(await post(`/${bulk.id}/pause`)).toMatchObject({ status: 200, body: { state: 'paused' } });
    expect(await workThrough(3)).toEqual([0, 0, 0]);
    for (let i = 0; i < 2; i++) expect(await post(`/${bulk.id}/resume`)).toMatchObject({ status: 200, body: { state: 'running' } });
    expect(await workThrough(1)).toEqual([5]);
    expect(await post(`/${bulk.id}/stop`)).toMatchObject({ status: 200, body: { state: 'stopped', stopped_reason: 'by an administrator' } });
    expect(await states()).toEqual({ handled: 6, open: 2 });
    for (const command of ['pause', 'resume', 'stop']) expect((await post(`/${bulk.id}/${command}`)).status).toBe(409);
    expect((await post(`/${newId()}/stop`)).status).toBe(404);
    expect(await acts()).toEqual(['started', 'paused', 'resumed', 'stopped'].map((act) => `api bulk_replay.${act}`));
  });

  it('stopped while a batch is out leaves its outcomes to come', async () => {
    const [failure] = await failAll(2);
    const bulk = await start();
    ops.pass(1);
    await ops.work();
    await post(`/${bulk.id}/stop`);
    expect(await progressOf(bulk)).toEqual({ published: 1, cancelled: 1 });
    await handle(await takeSent());
    expect(await ops.stateOf(failure!)).toBe('handled');
  });

  it('goes on after a restart where it was', async () => {
    await failAll(9);
    const bulk = await start();
    await workThrough(1);
    ops.pass(1);
    await ops.work();
    const batch = await takeSent();
    await handle(batch.slice(0, 2));
    const restarted = ops.db.open();
    ops.pass(1);
    await ops.work(restarted);
    expect(await takeSent()).toEqual([]);
    await handle(batch.slice(2));
    ops.pass(1);
    await ops.work(restarted);
    expect(await takeSent()).toHaveLength(3);
    expect(await progressOf(bulk)).toEqual({ handled: 6, published: 3 });
  });

  it('goes out once with several workers at once', async () => {
    const failures = await failAll(40);
    const bulk = await start();
    const replicas = [ops.db.database, ops.db.open(), ops.db.open()];
    const sent: string[] = [];
    while ((await show(bulk)).state === 'running') {
      ops.pass(1);
      await Promise.all(replicas.map((replica) => ops.work(replica)));
      const out = await takeSent();
      expect(out.length).toBeLessThanOrEqual(20);
      sent.push(...out.map(({ id }) => id));
      await handle(out);
    }
    expect(sent).toEqual(failures.map(({ event }) => event.id));
  });

  it('has its failures to itself: neither another bulk replay nor a single one takes what waits', async () => {
    const [failure] = await failAll(2);
    const bulk = await start();
    expect(await post('', { group: 'a-group' })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('no open failure') } });
    const single = await ops.post(`/ops/dead-letters/${failure!.id}/replay`);
    expect(single).toMatchObject({ status: 409, body: { detail: expect.stringContaining(bulk.id) } });
  });

  it('started ten times at once claims each failure once, and with the same key is one', async () => {
    await failAll(20);
    await ops.warmUp();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('', { group: 'a-group' })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 409]));
    const total = answers.filter(({ status }) => status === 202).map(({ body }) => (body as { bulk_replay: Bulk }).bulk_replay.progress.total);
    expect(total.reduce((sum, n) => sum + n)).toBe(20);
    await failAll(2, { fingerprint: 'keyed' });
    const keyed = await Promise.all(Array.from({ length: 3 }, () => post<{ bulk_replay: Bulk }>('', { group: 'keyed' }, 'k')));
    expect(keyed.map(({ status }) => status).sort()).toEqual([200, 200, 202]);
    expect(new Set(keyed.map(({ body }) => body.bulk_replay.id)).size).toBe(1);
    expect((await post('', { group: 'a-group' }, 'k')).status).toBe(422);
  });

  it('with nothing that can be replayed says why', async () => {
    await ops.fail({ event: { data: { task_id: 'no uuid' } } });
    expect(await post('', { group: 'a-group' })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('edit its data') } });
    expect(await states()).toEqual({ open: 1 });
    expect(((await ops.get('/ops/replays')).body as unknown as { items: Bulk[] }).items).toEqual([]);
  });

  it('leaves out what has become impossible meanwhile, says why, and goes on', async () => {
    const [old] = await failAll(1, { event: deletedTask({ time: new Date(Date.parse(ops.clock.now) - 34.99 * 86_400_000).toISOString() }) });
    await failAll(1);
    const bulk = await start();
    ops.pass(3_600);
    expect((await workThrough(3)).filter((n) => n > 0)).toEqual([1]);
    expect(await show(bulk)).toMatchObject({ state: 'done' });
    expect((await ops.replaysOf(old!))[0]).toMatchObject({ state: 'cancelled', reason: expect.stringContaining('35 days') });
    expect(await ops.stateOf(old!)).toBe('open');
  });

  it('sends the copy of what has been edited before', async () => {
    const failure = await ops.fail({ event: { data: { task_id: 'no uuid' } } });
    const task_id = newId();
    const { body } = await ops.post(`/ops/dead-letters/${failure.id}/edit`, { data: { task_id } });
    await ops.deadLetter((await takeSent())[0]!);
    await start();
    ops.pass(1);
    await ops.work();
    expect((await takeSent())[0]).toMatchObject({ id: body.replay.event_id, event: { data: { task_id }, causationid: failure.event.id } });
  });

  it('refuses a rate that is none', async () => {
    for (const rate_per_second of [0, 101, 1.5]) expect((await post('', { group: 'a-group', rate_per_second })).status).toBe(400);
  });
});

describe('the bulk replays', () => {
  it('are listed newest first, page by page', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      await ops.fail({ fingerprint: `g${i}` });
      ids.unshift((await start({ group: `g${i}` })).id);
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = (await ops.get(`/ops/replays?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)).body as unknown as { items: Bulk[]; next_cursor: string | null };
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(ids);
    expect((await ops.get('/ops/replays?limit=5')).body).toMatchObject({ next_cursor: null });
  });
});
