import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReplayService, type Answer, type Failure, type ReplayService } from './testing/replay-service.ts';

let ops: ReplayService;
beforeAll(async () => {
  ops = await createReplayService();
});
afterAll(() => ops.close());
beforeEach(() => ops.db.database.query('truncate outbox, replays, bulk_replays, failures, dead_letters cascade'));

const post = (path: string, body?: object, key?: string): Promise<Answer> => ops.post(`/ops/replays${path}`, body, key === undefined ? {} : { key });

const idOf = (body: object): string => (body as { bulk_replay: { id: string } }).bulk_replay.id;

/**
 * Lets a worker look, and a consumer handle what goes out, until nothing does; returns how
 * many went out.
 */
const workThrough = async (): Promise<number> => {
  for (let sent = 0; ; ) {
    ops.pass(1);
    await ops.work();
    const out = await ops.outbox();
    if (out.length === 0) return sent;
    sent += out.length;
    await ops.drain();
    for (const { id } of out) await ops.report({ consumer: 'reminder-service', event_id: id, outcome: 'handled' });
  }
};

describe('a replay of all that has failed since a time', () => {
  const at = (minutes: number): string => new Date(Date.parse(ops.clock.now) - minutes * 60_000).toISOString();
  /** Of two kinds, one long ago and three lately. */
  const some = async (): Promise<Failure[]> => {
    const failures = [await ops.fail({ fingerprint: 'one' }), await ops.fail({ fingerprint: 'one' }), await ops.fail({ fingerprint: 'two' }), await ops.fail({ fingerprint: 'two', consumer: '' })];
    for (const [i, { id }] of failures.entries()) await ops.db.database.query('update failures set last_failed_at = $2, first_failed_at = $2 where id = $1', [id, at(i === 0 ? 120 : 30 - i)]);
    return failures;
  };

  it('plans with the number of matches, of every kind, and takes those alone', async () => {
    const [old, ...recent] = await some();
    const plan = await post('', { since: at(60), dry_run: true });
    expect(plan).toMatchObject({ status: 200, body: { total: 3, replayable: 2, refused: [{ code: 'nobody_named', count: 1 }] } });
    const { body } = await post('', { since: at(60), rate_per_second: 100 });
    expect(body.bulk_replay).toMatchObject({ since: at(60), fingerprint: null, progress: { total: 2 } });
    expect(await Promise.all([old!, ...recent].map((failure) => ops.stateOf(failure)))).toEqual(['open', 'replaying', 'replaying', 'open']);
    expect(await workThrough()).toBe(2);
    await ops.work();
    expect((await ops.get(`/ops/replays/${idOf(body)}`)).body).toMatchObject({ state: 'done', progress: { handled: 2 } });
  });

  it('of one kind takes of that kind only', async () => {
    await some();
    expect(await post('', { since: at(60), group: 'two', dry_run: true })).toMatchObject({ body: { total: 2, replayable: 1 } });
  });

  it('is paused, goes on and is stopped, and the audit trail says by whom', async () => {
    await some();
    const id = idOf((await post('', { since: at(60) })).body);
    for (const act of ['pause', 'resume', 'stop']) expect((await post(`/${id}/${act}`)).status).toBe(200);
    const told = (await ops.outbox('audit')).map(({ event }) => event['data'] as { operation: string; actor: string; after: object });
    const acts = (await ops.outbox('audit')).map(({ event }) => event['correlationid']);
    expect(new Set(acts)).toEqual(new Set([((await ops.get(`/ops/replays/${id}`)).body as unknown as { correlation_id: string }).correlation_id]));
    expect(told).toMatchObject(['started', 'paused', 'resumed', 'stopped'].map((what) => ({ operation: `bulk_replay.${what}`, actor: ops.adminId, after: { bulk_replay_id: id, since: at(60) } })));
  });

  it('is no other request under the same key', async () => {
    await some();
    expect((await post('', { since: at(60) }, 'k')).status).toBe(202);
    expect((await post('', { since: at(60) }, 'k')).status).toBe(200);
    expect((await post('', { since: at(59) }, 'k')).status).toBe(422);
  });

  it('needs a time or a group, and something that matches', async () => {
    expect((await post('', {})).status).toBe(400);
    expect((await post('', { since: 'lately' })).status).toBe(400);
    expect(await post('', { since: at(-60) })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('no open failure matches') } });
  });
});
