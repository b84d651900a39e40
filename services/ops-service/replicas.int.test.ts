import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { triesInAll } from '#contracts/envelope';
import type { BulkReplay, BulkStarted } from '#contracts/http/ops/replays';
import { newId } from '#platform/ids';
import { silentLog } from '../../test/helpers/database.ts';
import { workOnReplays } from './replay/worker.ts';
import { deletedTask, somewhere } from './testing/kafka-says.ts';
import { createTestOps, failedTry, type TestOps } from './testing/test-ops.ts';

let one: TestOps;
let other: TestOps;
beforeAll(async () => {
  one = await createTestOps();
  other = await createTestOps(one);
});
afterAll(async () => {
  await other.close();
  await one.close();
});
beforeEach(() => one.db.database.query('truncate outbox, inbox, replays, bulk_replays, failures, arrivals, attempts, dead_letters cascade'));

const at = Date.parse('2026-11-21T10:00:00Z');

/**
 * What happens while a partition moves from one replica to the other: each delivery comes
 * to both at once.
 */
const failAtBoth = async () => {
  const [event, place, reported] = [deletedTask(), somewhere(), newId()];
  const deliveries = [one, other].flatMap((replica) => [
    replica.report(failedTry(event, place, { attempt: triesInAll }), at, { id: reported }),
    replica.deadLetter(JSON.stringify(event), place, at + 3),
  ]);
  expect(await Promise.all(deliveries)).toEqual([200, 200, 200, 200]);
  return event;
};
const failMany = async (count: number) => {
  const events = [];
  for (let i = 0; i < count; i++) events.push(await failAtBoth());
  return events;
};
const countOf = async (table: string): Promise<number> => (await one.db.database.query<{ n: number }>(`select count(*) as n from ${table}`))[0]!.n;

/** What has gone out since the last time, in both. */
const takeSent = async (): Promise<string[]> =>
  (await one.db.database.query<{ event: string }>(`with sent as (delete from outbox where topic = 'task-events' returning event, position) select event from sent order by position`))
    .map(({ event }) => (JSON.parse(event) as { id: string }).id);

let clock = Date.now();
/** A look of the workers of both replicas, at once. */
const work = async (...replicas: TestOps[]): Promise<string[]> => {
  clock = Math.max(clock, Date.now()) + 1_000;
  const now = (): string => new Date(clock).toISOString();
  await Promise.all(replicas.map(({ database }) => workOnReplays({ database, now, newId, log: silentLog, timeoutMs: 300_000 })));
  return takeSent();
};
const handle = async (ids: readonly string[], replica: TestOps): Promise<void> => {
  for (const id of ids) await replica.report(failedTry({ id, type: 'task.deleted' }, somewhere(), { outcome: 'handled', error_class: null, message: null, stack: null }), clock);
};

describe('two replicas of ops-service', () => {
  it('take in what comes to both, and keep nothing twice', async () => {
    const events = await failMany(10);
    expect(await Promise.all(['dead_letters', 'arrivals', 'attempts', 'failures'].map(countOf))).toEqual([10, 10, 10, 10]);
    const listed = await other.failures('state=all');
    expect(listed.map(({ event_id }) => event_id).sort()).toEqual(events.map(({ id }) => id).sort());
    expect(listed.map(({ attempts, consumer }) => [attempts, consumer])).toEqual(events.map(() => [1, 'reminder-service']));
  });

  it('replay once what is asked of both at once', async () => {
    const event = await failAtBoth();
    const { id } = (await one.failures())[0]!;
    const answers = await Promise.all([one, other].map((replica) => replica.call('POST', `/ops/dead-letters/${id}/replay`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(await takeSent()).toEqual([event.id]);
    await handle([event.id], other);
    expect(await one.failures('state=handled')).toMatchObject([{ id }]);
  });

  it('work on one bulk replay together: pausing it at one pauses it at both, and each event goes out once', async () => {
    const events = await failMany(12);
    const { bulk_replay: { id } } = (await one.call<BulkStarted>('POST', '/ops/replays', { body: { since: new Date(at).toISOString(), rate_per_second: 100 } })).body;
    const stateAt = async (replica: TestOps): Promise<string> => (await replica.call<BulkReplay>('GET', `/ops/replays/${id}`)).body.state;
    const sent = await work(one, other);
    expect(sent).toHaveLength(1);
    await handle(sent, other);
    expect((await one.call('POST', `/ops/replays/${id}/pause`)).status).toBe(200);
    expect([await stateAt(other), await work(one, other), await work(other)]).toEqual(['paused', [], []]);
    expect((await other.call('POST', `/ops/replays/${id}/resume`)).status).toBe(200);
    for (let i = 0; i < 20 && (await stateAt(one)) === 'running'; i++) {
      const more = await work(one, other);
      sent.push(...more);
      await handle(more, i % 2 === 0 ? one : other);
    }
    expect(await stateAt(other)).toBe('done');
    expect(sent.toSorted()).toEqual(events.map((event) => event.id).toSorted());
  });
});
