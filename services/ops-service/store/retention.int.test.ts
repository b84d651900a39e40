import { afterAll, beforeAll, expect, it } from 'vitest';
import { goesOn } from '../../../test/helpers/database.ts';
import { deletedTask, somewhere } from '../testing/kafka-says.ts';
import { createTestOps, failedTry, type TestOps } from '../testing/test-ops.ts';
import { purgeSettled, purgeStrayReports } from './retention.ts';

let ops: TestOps;
beforeAll(async () => {
  ops = await createTestOps();
});
afterAll(() => ops.close());

const dayMs = 86_400_000;
const longAgo = Date.now() - 100 * dayMs;

/** A failure of long ago in a state. */
const fail = async (state: string, more = ''): Promise<string> => {
  const [event, place] = [deletedTask(), somewhere()];
  await ops.report(failedTry(event, place), longAgo);
  await ops.deadLetter(JSON.stringify(event), place, longAgo + 3);
  const where = `dead_letter_id = (select id from dead_letters where event_id = $1)`;
  await ops.db.database.query(`update failures set state = '${state}' ${more} where ${where}`, [event.id]);
  await ops.db.database.query(`update dead_letters set captured_at = $2 where event_id = $1`, [event.id, new Date(longAgo)]);
  return event.id;
};

const left = async (): Promise<string[]> =>
  (await ops.db.database.query<{ event_id: string }>('select event_id from dead_letters order by event_id')).map(({ event_id }) => event_id);

it('keeps what is open, being replayed, or settled lately, and forgets the rest with its reports', async () => {
  const kept = [await fail('open'), await fail('replaying'), await fail('archived', ', archived_at = now()'), await fail('handled', ', last_failed_at = now()')];
  for (const state of ['archived', 'handled']) await fail(state);
  expect(await purgeSettled(ops.db.database, 90)(goesOn)).toBe(2);
  expect(await left()).toEqual(kept.toSorted());
  expect(await ops.db.database.query('select 1 from attempts')).toHaveLength(4);
  expect(await purgeSettled(ops.db.database, 90)(goesOn)).toBe(0);
});

it('forgets reports of tries whose later try worked, after a month', async () => {
  const [event, place] = [deletedTask(), somewhere()];
  await ops.report(failedTry(event, place), Date.now() - 31 * dayMs);
  await ops.report(failedTry(event, place, { attempt: 2 }), Date.now() - 29 * dayMs);
  expect(await purgeStrayReports(ops.db.database)(goesOn)).toBe(1);
  expect(await purgeStrayReports(ops.db.database)(goesOn)).toBe(0);
});
