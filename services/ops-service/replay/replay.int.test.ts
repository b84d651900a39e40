import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { createReplayService, deletedTask, type Failure, type ReplayService, type Waiting } from './testing/replay-service.ts';

let ops: ReplayService;
const consumer = 'reminder-service';

beforeAll(async () => {
  ops = await createReplayService();
});
afterAll(() => ops.close());
beforeEach(() => ops.db.database.query('truncate outbox, replays, bulk_replays, failures, dead_letters cascade'));

const replay = (failure: Failure, options?: Parameters<ReplayService['post']>[2]) => ops.post(`/ops/dead-letters/${failure.id}/replay`, undefined, options);

const replayed = async (failure: Failure): Promise<Waiting> => {
  expect((await replay(failure)).status).toBe(202);
  return (await ops.outbox()).at(-1)!;
};

const detailOf = (answer: Awaited<ReturnType<typeof replay>>): string => (answer.body as unknown as { detail: string }).detail;

describe('a replay', () => {
  it('sends the original once more, for the consumer that failed, and claims the failure', async () => {
    const failure = await ops.fail({ event: deletedTask({ anextension: 'kept' }), key: 'its key' });
    const { status, body } = await replay(failure);
    expect(status).toBe(202);
    expect(body.replay).toMatchObject({ failure_id: failure.id, event_id: failure.event.id, mode: 'same', state: 'published', requested_by: ops.adminId });
    expect(await ops.outbox()).toMatchObject([
      { id: failure.event.id, topic: 'task-events', key: 'its key', event: { ...failure.event, replaytarget: consumer, replayid: body.replay.id } },
    ]);
    expect(await ops.stateOf(failure)).toBe('replaying');
  });

  it('is in the audit trail of the user whose event failed, without its payload', async () => {
    const failure = await ops.fail();
    const { body } = await replay(failure);
    const [entry, ...more] = await ops.outbox('audit');
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      key: failure.event.partitionkey,
      event: {
        data: {
          actor: ops.adminId, operation: 'dead_letter.replayed', source: 'api', task_id: failure.event.data.task_id,
          before: { state: 'open', event_id: failure.event.id },
          after: { state: 'replaying', failure_id: failure.id, replay_id: body.replay.id, event_id: failure.event.id, consumer, topic: 'task-events' },
        },
      },
    });
  });

  it('pressed twenty times at once goes out once; the other requests learn that it is under way', async () => {
    const failure = await ops.fail();
    await ops.warmUp();
    const answers = await Promise.all(Array.from({ length: 20 }, () => replay(failure)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array.from({ length: 19 }, () => 409)]);
    expect(detailOf(answers.find(({ status }) => status === 409)!)).toContain('one replay at a time');
    expect(await ops.outbox()).toHaveLength(1);
    expect(await ops.outbox('audit')).toHaveLength(1);
    expect(await ops.replaysOf(failure)).toHaveLength(1);
  });

  it('asked for again with the same key is the same replay, also at once and after it has ended', async () => {
    const failure = await ops.fail();
    const answers = await Promise.all(Array.from({ length: 5 }, () => replay(failure, { key: 'k1' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 202]);
    expect(new Set(answers.map(({ body }) => body.replay.id)).size).toBe(1);
    await ops.deadLetter((await ops.outbox())[0]!);
    expect((await replay(failure, { key: 'k1' })).body.replay).toMatchObject({ id: answers[0]!.body.replay.id, state: 'failed_again' });
    expect(await ops.outbox()).toHaveLength(1);
    expect((await replay(failure, { key: 'k2' })).status).toBe(202);
  });

  it.each([
    ['archived', 409, 'decided to leave it'],
    ['handled', 409, 'nothing left'],
    ['replaying', 409, 'one replay at a time'],
  ])('of an %s failure is refused', async (state, status, advice) => {
    const answer = await replay(await ops.fail({ state }));
    expect(answer.status).toBe(status);
    expect(detailOf(answer)).toContain(advice);
    expect(await ops.outbox()).toEqual([]);
  });

  it('of what cannot go out again is refused, changes nothing, and says what to do', async () => {
    const failure = await ops.fail({ event: { data: { task_id: 'no uuid' } } });
    const answer = await replay(failure);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ field: 'data.task_id' }], detail: expect.stringContaining('edit its data') });
    expect(await ops.stateOf(failure)).toBe('open');
    expect(await ops.outbox()).toEqual([]);
    expect(await ops.outbox('audit')).toEqual([]);
    expect((await replay(await ops.fail({ event: 'no JSON' }))).status).toBe(422);
  });

  it('of a failure that is not there is a 404', async () => {
    expect((await ops.post(`/ops/dead-letters/${newId()}/replay`)).status).toBe(404);
    expect((await ops.post('/ops/dead-letters/no-uuid/replay')).status).toBe(400);
  });

  it('is for administrators only', async () => {
    const failure = await ops.fail();
    for (const path of [`dead-letters/${failure.id}/replay`, `dead-letters/${failure.id}/edit`, 'replays', `replays/${newId()}/stop`]) {
      expect((await ops.post(`/ops/${path}`, { data: {}, group: 'a-group' }, { token: null })).status).toBe(401);
      expect((await ops.post(`/ops/${path}`, { data: {}, group: 'a-group' }, { token: ops.person })).status).toBe(403);
    }
    expect((await ops.get('/ops/replays', ops.person)).status).toBe(403);
    expect((await ops.get(`/ops/replays/${newId()}`, ops.person)).status).toBe(403);
    expect(await ops.outbox()).toEqual([]);
  });
});

describe('the outcome of a replay', () => {
  it.each(['handled', 'duplicate', 'stale'] as const)('is handled when its consumer reports %s, however often', async (outcome) => {
    const failure = await ops.fail();
    const { id } = await replayed(failure);
    for (let i = 0; i < 3; i++) await ops.report({ consumer, event_id: id, outcome: i === 0 ? outcome : 'duplicate' });
    expect(await ops.replaysOf(failure)).toMatchObject([{ state: 'handled', outcome, reason: null, settled_at: expect.any(Date) }]);
    expect(await ops.stateOf(failure)).toBe('handled');
  });

  it('does not follow from a failed try, another consumer or another event', async () => {
    const failure = await ops.fail();
    const { id } = await replayed(failure);
    await ops.report({ consumer, event_id: id, outcome: 'failed' });
    await ops.report({ consumer: 'recurring-service', event_id: id, outcome: 'handled' });
    await ops.report({ consumer, event_id: newId(), outcome: 'handled' });
    await ops.report({ consumer, event_id: null, outcome: 'handled' });
    expect(await ops.replaysOf(failure)).toMatchObject([{ state: 'published' }]);
    expect(await ops.stateOf(failure)).toBe('replaying');
  });

  it('touches no other failure of the same event', async () => {
    const failure = await ops.fail();
    const other = await ops.fail({ event: failure.event, consumer: 'recurring-service' });
    const { id } = await replayed(failure);
    await ops.report({ consumer, event_id: id, outcome: 'handled' });
    expect(await ops.stateOf(other)).toBe('open');
  });

  it('is failed again when it comes back as a dead letter, which belongs to the first one, however often it comes', async () => {
    const failure = await ops.fail();
    const out = await replayed(failure);
    const [{ dead_letter_id }] = (await ops.db.database.query<{ dead_letter_id: string }>('select dead_letter_id from failures')) as [{ dead_letter_id: string }];
    for (let i = 0; i < 2; i++) expect(await ops.deadLetter(out)).toEqual({ failure_id: failure.id, dead_letter_id });
    expect(await ops.replaysOf(failure)).toMatchObject([{ state: 'failed_again', reason: expect.stringContaining('dead letter') }]);
    expect(await ops.stateOf(failure)).toBe('open');
    expect((await replay(failure)).status).toBe(202);
  });

  it('stays what it is when an old dead letter arrives late', async () => {
    const failure = await ops.fail();
    const first = await replayed(failure);
    await ops.deadLetter(first);
    const second = await replayed(failure);
    await ops.deadLetter(first);
    expect(await ops.stateOf(failure)).toBe('replaying');
    await ops.report({ consumer, event_id: second.id, outcome: 'handled' });
    await ops.deadLetter(second);
    expect(await ops.stateOf(failure)).toBe('handled');
    expect((await ops.replaysOf(failure)).map(({ state }) => state)).toEqual(['handled', 'failed_again']);
  });

  it('is nothing to a dead letter that is of no replay', async () => {
    for (const replayid of [undefined, 42, 'no uuid', newId()]) {
      expect(await ops.deadLetter({ id: newId(), topic: '', key: '', event: { type: '', data: {}, replayid } })).toBeNull();
    }
  });

  it('is unconfirmed when nobody reports in time, and a report still counts when it comes late', async () => {
    const failure = await ops.fail();
    const { id } = await replayed(failure);
    await ops.drain();
    ops.pass(299);
    await ops.work();
    expect(await ops.stateOf(failure)).toBe('replaying');
    ops.pass(2);
    await ops.work();
    expect(await ops.replaysOf(failure)).toMatchObject([{ state: 'unconfirmed', reason: expect.stringContaining('reported nothing within 5 min') }]);
    expect(await ops.stateOf(failure)).toBe('open');
    await ops.report({ consumer, event_id: id, outcome: 'handled' });
    expect(await ops.replaysOf(failure)).toMatchObject([{ state: 'handled', reason: null }]);
    expect(await ops.stateOf(failure)).toBe('handled');
  });

  it('that is unconfirmed says so where Kafka has not even taken the event', async () => {
    const failure = await ops.fail();
    await replayed(failure);
    ops.pass(301);
    await ops.work();
    expect((await ops.replaysOf(failure))[0]!.reason).toContain('outbox of ops-service');
  });

  it('is never confirmed where nobody knows the consumer, and says what to look for', async () => {
    const failure = await ops.fail({ consumer: '' });
    expect((await replayed(failure)).event).not.toHaveProperty('replaytarget');
    await ops.drain();
    ops.pass(301);
    await ops.work();
    expect((await ops.replaysOf(failure))[0]).toMatchObject({ state: 'unconfirmed', reason: expect.stringContaining('nobody knows which consumer failed') });
  });

  it('that comes late leaves an archived failure archived', async () => {
    const failure = await ops.fail();
    const { id } = await replayed(failure);
    ops.pass(301);
    await ops.work();
    await ops.db.database.query(`update failures set state = 'archived' where id = $1`, [failure.id]);
    await ops.report({ consumer, event_id: id, outcome: 'handled' });
    expect(await ops.stateOf(failure)).toBe('archived');
    expect(await ops.replaysOf(failure)).toMatchObject([{ state: 'handled' }]);
  });
});
