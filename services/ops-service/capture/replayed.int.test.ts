import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { startReplay } from '../replay/start-replay.ts';
import { deletedTask, somewhere, type TestPlace } from '../testing/kafka-says.ts';
import { createTestOps, failedTry, type TestOps } from '../testing/test-ops.ts';

let ops: TestOps;
beforeAll(async () => {
  ops = await createTestOps();
});
afterAll(() => ops.close());
beforeEach(() => ops.db.database.query('truncate dead_letters, attempts, inbox, outbox cascade'));

const now = (): string => new Date().toISOString();

/** Four tries and a dead letter, now. */
const giveUp = async (event: { id: string; type: string }, place: TestPlace, end = Date.now()): Promise<void> => {
  for (const [i, before] of [2_600, 2_050, 1_500, 0].entries()) await ops.report(failedTry(event, place, { attempt: i + 1 }), end - before);
  await ops.deadLetter(JSON.stringify(event), place, end + 3);
};

const replay = async (failure_id: string): Promise<{ id: string; type: string; replaytarget: string }> => {
  const actor = { id: ops.adminId, source: 'api' as const, correlationid: 'test' };
  await startReplay({ database: ops.db.database, now, newId }, { failure_id, actor, idempotency_key: undefined });
  const [row] = await ops.db.database.query<{ event: string }>(`select event from outbox where topic = 'task-events' order by position desc limit 1`);
  return JSON.parse(row!.event) as { id: string; type: string; replaytarget: string };
};

const dossier = async (id: string) =>
  (await ops.call<{ state: string; attempts: number; arrivals: { offset: string }[]; replays: { state: string }[]; tries: object[] }>('GET', `/ops/dead-letters/${id}`)).body;
const only = async () => {
  const failures = await ops.failures();
  expect(failures).toHaveLength(1);
  return failures[0]!;
};

it('a replay that fails again comes back to its dead letter, which is open again', async () => {
  const [event, place, elsewhere] = [deletedTask(), somewhere(), somewhere()];
  await giveUp(event, place, Date.now() - 60_000);
  const { id } = await only();
  const replayed = await replay(id);
  expect([replayed.id, replayed.replaytarget, (await only()).state]).toEqual([event.id, 'reminder-service', 'replaying']);
  await giveUp(replayed, elsewhere);
  expect(await dossier(id)).toMatchObject({
    state: 'open', attempts: 8, replays: [{ state: 'failed_again' }], arrivals: [{ offset: String(place.offset) }, { offset: String(elsewhere.offset) }],
  });
  await only();
});

it('the dead letter of a replay that is delivered twice settles nothing twice', async () => {
  const [event, elsewhere, end] = [deletedTask(), somewhere(), Date.now()];
  await giveUp(event, somewhere(), end - 60_000);
  const { id } = await only();
  const first = await replay(id);
  await giveUp(first, elsewhere, end);
  await replay(id);
  await ops.deadLetter(JSON.stringify(first), elsewhere, end + 3);
  expect(await dossier(id)).toMatchObject({ state: 'replaying', replays: [{ state: 'published' }, { state: 'failed_again' }] });
});

it('a replay that is confirmed closes it, and a failure after that opens it again', async () => {
  const [event, place] = [deletedTask(), somewhere()];
  await giveUp(event, place, Date.now() - 60_000);
  const { id } = await only();
  const replayed = await replay(id);
  await ops.report(failedTry(replayed, somewhere(), { outcome: 'handled', error_class: null, message: null, stack: null }), Date.now());
  expect(await only()).toMatchObject({ id, state: 'handled' });
  await giveUp(event, place, Date.now() + 10_000);
  const [named, nameless] = (await ops.failures()).toSorted((a, b) => b.attempts - a.attempts);
  expect(named).toMatchObject({ id, state: 'open', attempts: 8 });
  // Two dead letters from one place, of which the reports of one consumer explain one.
  expect(nameless).toMatchObject({ consumer: null, reason: 'unknown', explanation: expect.stringContaining('It arrived 2 times') });
});

it('a stranger who puts a replayid into an event gets a dead letter like any other', async () => {
  for (const replayid of [newId(), 'none', 7]) await ops.deadLetter(JSON.stringify(deletedTask({ replayid })), somewhere(), Date.now());
  expect(await ops.failures()).toHaveLength(3);
});
