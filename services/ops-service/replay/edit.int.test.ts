import { mask } from '#contracts/mask';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { createReplayService, type Answer, type Failure, type ReplayService } from './testing/replay-service.ts';

let ops: ReplayService;
const consumer = 'reminder-service';
const task_id = newId();

beforeAll(async () => {
  ops = await createReplayService();
});
afterAll(() => ops.close());
beforeEach(() => ops.db.database.query('truncate outbox, replays, bulk_replays, failures, dead_letters cascade'));

const breaking = (): Promise<Failure> => ops.fail({ event: { data: { task_id: 'no uuid' } } });
const edit = (failure: Failure, body: object, key?: string): Promise<Answer> =>
  ops.post(`/ops/dead-letters/${failure.id}/edit`, body, key === undefined ? {} : { key });
const replay = (failure: Failure): Promise<Answer> => ops.post(`/ops/dead-letters/${failure.id}/replay`);

const diff = [{ path: '/task_id', before: mask, after: task_id }];

describe('an edit', () => {
  it('sends a copy with other data, under a new id that names the original, and says what changed', async () => {
    const failure = await breaking();
    const { status, body } = await edit(failure, { data: { task_id } });
    expect(status).toBe(202);
    expect(body).toMatchObject({ diff, replay: { mode: 'edited', state: 'published', edited_data: mask } });
    const { event_id, id: replayid } = body.replay;
    expect(event_id).not.toBe(failure.event.id);
    expect(await ops.outbox()).toMatchObject([
      { id: event_id, key: 'ada', event: { ...failure.event, id: event_id, causationid: failure.event.id, data: { task_id }, replaytarget: consumer, replayid } },
    ]);
  });

  it('is in the audit trail with the places that changed, without what stood there', async () => {
    const failure = await breaking();
    const { body } = await edit(failure, { data: { task_id } });
    expect(await ops.outbox('audit')).toMatchObject([
      { event: { data: { actor: ops.adminId, operation: 'dead_letter.edited', after: { event_id: body.replay.event_id, changed: ['/task_id'] } } } },
    ]);
    expect(JSON.stringify((await ops.outbox('audit'))[0]!.event.data)).not.toContain('no uuid');
  });

  it('that is tried out only says what would change and whether the contract allows it', async () => {
    const failure = await breaking();
    expect(await edit(failure, { data: { task_id }, dry_run: true })).toEqual({ status: 200, body: { dry_run: true, valid: true, issues: [], diff } });
    expect((await edit(failure, { data: {}, dry_run: true })).body).toMatchObject({ valid: false, issues: [{ path: 'data.task_id' }], diff: [{ path: '/task_id', before: mask }] });
    expect(await ops.outbox()).toEqual([]);
    expect(await ops.stateOf(failure)).toBe('open');
  });

  it('that breaks the contract is refused, naming what does', async () => {
    const failure = await breaking();
    const answer = await edit(failure, { data: { task_id: 'neither' } });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'data.task_id' }] } });
    expect(await ops.stateOf(failure)).toBe('open');
    expect(await ops.outbox()).toEqual([]);
  });

  it('of anything but data is refused', async () => {
    expect((await edit(await breaking(), { data: { task_id }, type: 'task.created' })).status).toBe(400);
    expect((await edit(await breaking(), {})).status).toBe(400);
  });

  it('pressed twice at once goes out once, and with the same key is the same', async () => {
    const [one, two] = [await breaking(), await breaking()];
    const twice = await Promise.all([edit(one, { data: { task_id } }), edit(one, { data: { task_id } })]);
    expect(twice.map(({ status }) => status).sort()).toEqual([202, 409]);
    const keyed = await Promise.all([edit(two, { data: { task_id } }, 'k'), edit(two, { data: { task_id } }, 'k')]);
    expect(keyed.map(({ status }) => status).sort()).toEqual([200, 202]);
    expect((await edit(two, { data: { task_id: newId() } }, 'k')).status).toBe(422);
    expect(await ops.outbox()).toHaveLength(2);
  });

  it('is handled when its consumer reports the copy', async () => {
    const failure = await breaking();
    const { body } = await edit(failure, { data: { task_id } });
    await ops.report({ consumer, event_id: body.replay.event_id, outcome: 'handled' });
    expect(await ops.stateOf(failure)).toBe('handled');
    expect(await ops.replaysOf(failure)).toMatchObject([{ state: 'handled', event_id: body.replay.event_id, edited_data: { task_id } }]);
  });
});

describe('after an edit that did not work', () => {
  it('a replay sends the copy again, under its one id, so that it has one effect', async () => {
    const failure = await breaking();
    const { body } = await edit(failure, { data: { task_id } });
    await ops.deadLetter((await ops.outbox())[0]!);
    const again = await replay(failure);
    expect(again).toMatchObject({ status: 202, body: { replay: { mode: 'edited', event_id: body.replay.event_id } } });
    expect((await ops.outbox())[1]!.event).toMatchObject({ id: body.replay.event_id, causationid: failure.event.id, data: { task_id }, replayid: again.body.replay.id });
  });

  it('another edit makes another copy', async () => {
    const failure = await breaking();
    const first = await edit(failure, { data: { task_id } });
    await ops.deadLetter((await ops.outbox())[0]!);
    const second = await edit(failure, { data: { task_id: newId() } });
    expect(second.status).toBe(202);
    expect(second.body.replay.event_id).not.toBe(first.body.replay.event_id);
  });

  it('another edit is refused while the copy may still be handled: both could take effect', async () => {
    const failure = await breaking();
    const { body } = await edit(failure, { data: { task_id } });
    await ops.drain();
    ops.pass(301);
    await ops.work();
    expect(await edit(failure, { data: { task_id: newId() } })).toMatchObject({ status: 409, body: { detail: expect.stringContaining(body.replay.event_id) } });
    expect((await edit(failure, { data: { task_id: newId() }, dry_run: true })).status).toBe(409);
    expect((await replay(failure)).body.replay.event_id).toBe(body.replay.event_id);
  });
});
