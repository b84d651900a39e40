import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { deletedTask, somewhere } from '../testing/kafka-says.ts';
import { createTestOps, failedTry, type TestOps } from '../testing/test-ops.ts';

let ops: TestOps;
beforeAll(async () => {
  ops = await createTestOps();
});
afterAll(() => ops.close());

const fail = async (user_id: string, attributes: object = {}): Promise<string> => {
  const [event, place] = [{ ...deletedTask(), partitionkey: user_id, ...attributes }, somewhere()];
  await ops.report(failedTry(event, place), Date.now());
  await ops.deadLetter(JSON.stringify(event), place, Date.now());
  return event.id;
};
const left = async (): Promise<string[]> => (await ops.db.database.query<{ event_id: string }>('select event_id from dead_letters')).map(({ event_id }) => event_id).sort();

it('removes the failed events of a user who is gone, with their reports, and tells the audit trail; others stay, and so does what says that the user is gone', async () => {
  const [gone, other] = [newId(), newId()];
  await fail(gone);
  const kept = [await fail(other), await fail(gone, { type: 'user.deleted', data: { user_id: gone } })];
  const cause = newId();
  expect(await ops.ask(`/internal/users/${gone}/forget`, { cause })).toEqual({ status: 200, body: { dead_letters: 1 } });
  expect(await left()).toEqual(kept.sort());
  expect(await ops.db.database.query('select 1 from attempts')).toHaveLength(2);
  const [told] = await ops.db.database.query<{ event: string }>(`select event from outbox where key = $1`, [gone]);
  expect(JSON.parse(told!.event)).toMatchObject({ type: 'audit.recorded', causationid: cause, data: { actor: '/ops-service', operation: 'user.forgotten' } });
});
