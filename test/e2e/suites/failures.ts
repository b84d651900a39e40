import { describe, expect, it } from 'vitest';
import { taskDeleted } from '#contracts/events/index';
import { schemaOf } from '#platform/db/connection';
import { newId } from '#platform/ids';
import { makeEvent } from '../../helpers/events.ts';
import { signUp } from '../client.ts';
import { readTopic, writeRaw, type TopicMessage } from '../kafka.ts';
import { deadLettersWith, eventsOf, handledBy, sql } from '../oracle.ts';
import { publishTaskEvent as publish } from '../publish.ts';
import { origin, system } from '../system.ts';

interface Report {
  event_id: string;
  attempt: number;
  consumer: string;
  outcome: string;
  error_class: string;
  message: string;
}

/** Waits for this many reports of one consumer about an event. */
const reportsOf = async (eventId: string, count: number, consumer: string): Promise<Report[]> => {
  const ofIt = (messages: readonly TopicMessage[]): Report[] =>
    messages.filter(({ key }) => key === eventId).map(({ value }) => (JSON.parse(value) as { data: Report }).data).filter((report) => report.consumer === consumer);
  return ofIt(await readTopic(system().kafkaBrokers, 'delivery-reports', (messages) => ofIt(messages).length >= count));
};

// A probe does what titles say; those meant for the one in bulk say so.
describe.each([
  ['one at a time', 'probe-service', ''],
  ['in bulk', 'bulk-probe-service', ' in bulk'],
])('delivered %s', (_how, probe, words) => {
  const handled = (userId: string) => handledBy(userId, probe);

  describe('an event that fails', () => {
    it('is tried four times, then dead-lettered, with the reason of each try', async () => {
      const ada = await signUp(origin());
      const task = await ada.addTask(`always fails${words}`);
      const [letter] = await deadLettersWith('dlq.task-events', task.id, 1, 60_000);
      const event = JSON.parse(letter!) as { id: string; type: string };
      expect(event.type).toBe('task.created');
      const reports = await reportsOf(event.id, 4, probe);
      expect(reports.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
      expect(reports[0]).toMatchObject({ outcome: 'failed', error_class: 'AS_ASKED', message: 'attempt 1 fails as asked' });
      expect(await handled(ada.id)).toEqual([]);
    });

    it('twice and then works is handled at the third try, and no dead letter', async () => {
      const ada = await signUp(origin());
      const task = await ada.addTask(`fails 2 times${words}`);
      await expect.poll(() => handled(ada.id), { timeout: 30_000 }).toHaveLength(1);
      const [created] = await eventsOf('task-events', ada.id, 1);
      expect((await reportsOf(created!.id, 3, probe)).map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'handled']);
      const marker = await ada.addTask(`always fails${words}`);
      const letters = await deadLettersWith('dlq.task-events', ada.id, 1, 60_000);
      expect(letters.map((letter) => (JSON.parse(letter) as { subject: string }).subject)).toEqual([marker.id]);
      expect(task.id).not.toBe(marker.id);
    });

    it('in the midst of others is given up alone: those are handled once each, in their order', async () => {
      const ada = await signUp(origin());
      const tasks = [];
      for (let i = 0; i < 12; i++) tasks.push(await ada.addTask(i === 4 ? `always fails${words}` : `task ${i}`));
      const others = tasks.filter((_, i) => i !== 4).map(({ id }) => id);
      await expect.poll(async () => (await handled(ada.id)).map(({ task_id }) => task_id), { timeout: 30_000 }).toEqual(others);
      const letters = await deadLettersWith('dlq.task-events', ada.id, 1, 60_000);
      expect(letters.map((letter) => (JSON.parse(letter) as { subject: string }).subject)).toEqual([tasks[4]!.id]);
    });

    it('by breaking its contract is dead-lettered, with one report', async () => {
      const broken = { ...makeEvent(taskDeleted, { task_id: newId() }, { partitionkey: newId() }), data: { task_id: 'no uuid' } };
      const marker = makeEvent(taskDeleted, { task_id: newId() }, { partitionkey: broken.partitionkey });
      await publish(broken, broken.partitionkey);
      await publish(marker, broken.partitionkey);
      await expect.poll(() => handled(broken.partitionkey), { timeout: 30_000 }).toHaveLength(1);
      // The consumers give it up one after the other: these two, notification-service and
      // reminder-service.
      await deadLettersWith('dlq.task-events', broken.id, 4, 30_000);
      expect(await reportsOf(broken.id, 1, probe)).toMatchObject([{ attempt: 1, error_class: 'CONTRACT_BROKEN', message: expect.stringContaining('task_id') }]);
    });

    it.each([
      ['no JSON', `{"broken": ${newId()}`],
      ['no object', JSON.stringify(`text ${newId()}`)],
      ['without an id', JSON.stringify({ type: 'task.created', specversion: '1.0', marker: newId() })],
      ['of a wrong type', JSON.stringify({ ...makeEvent(taskDeleted, { task_id: newId() }), type: 42 })],
    ])('as bytes put straight into the topic, %s, is dead-lettered, and the next ones are handled', async (_name, bytes) => {
      await writeRaw(system().kafkaBrokers, 'task-events', 'someone', bytes);
      await deadLettersWith('dlq.task-events', bytes.slice(2), 1, 60_000);
      const ada = await signUp(origin());
      await ada.addTask('after the malformed one');
      await expect.poll(() => handled(ada.id), { timeout: 30_000 }).toHaveLength(1);
    });

    it('as a tombstone stops nobody', async () => {
      await writeRaw(system().kafkaBrokers, 'task-events', 'someone', undefined);
      const ada = await signUp(origin());
      await ada.addTask('after the tombstone');
      await expect.poll(() => handled(ada.id), { timeout: 30_000 }).toHaveLength(1);
    });
  });

  describe('a handler that takes longer than the session timeout of its consumer group', () => {
    it('keeps its partition, handles its event once and delays nobody else for good', async () => {
      const slow = await signUp(origin());
      await slow.addTask(`takes 12 seconds${words}`);
      await slow.addTask('right behind');
      await expect.poll(() => handled(slow.id), { timeout: 60_000 }).toHaveLength(2);
      expect((await handled(slow.id)).map(({ sequence }) => Number(sequence))).toEqual([1, 1]);
      const inbox = `select 1 from ${schemaOf(probe)}.inbox where event_id = any($1)`;
      expect(await sql(inbox, [(await handled(slow.id)).map(({ event_id }) => event_id)])).toHaveLength(2);
    });
  });

  describe('an event that comes again', () => {
    it('has no second effect', async () => {
      const event = makeEvent(taskDeleted, { task_id: newId() }, { partitionkey: newId() });
      for (let i = 0; i < 5; i++) await publish(event);
      const marker = makeEvent(taskDeleted, { task_id: newId() }, { partitionkey: event.partitionkey });
      await publish(marker);
      await expect.poll(() => handled(event.partitionkey), { timeout: 30_000 }).toHaveLength(2);
      expect((await handled(event.partitionkey)).map(({ event_id }) => event_id)).toEqual([event.id, marker.id]);
    });
  });

  describe('an event of an unknown type', () => {
    it('is acknowledged and counted', async () => {
      await publish({ ...makeEvent(taskDeleted, { task_id: newId() }), type: 'task.archived' });
      const counted = async (): Promise<string> => (await fetch(`${system().urls[probe]}/metrics`)).text();
      await expect.poll(counted, { timeout: 20_000 }).toMatch(/events_handled_total\{type="unknown",outcome="ignored"\} [1-9]/);
    });
  });
});

describe('what only the sidecar may do', () => {
  it('is denied without the app token, and a topic out of scope is denied to an app', async () => {
    const forged = await fetch(`${system().urls['probe-service']}/events/task.deleted`, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json', 'dapr-api-token': 'a-wrong-token-of-some-length' },
      body: JSON.stringify(makeEvent(taskDeleted, { task_id: newId() })),
    });
    expect(forged.status).toBe(401);
    const outOfScope = await fetch(`${system().sidecarUrls['audit-service']}/v1.0/publish/kafka-pubsub/task-events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'dapr-api-token': system().tokens.dapr },
      body: '{}',
    });
    expect(outOfScope.status).toBe(403);
    const [{ count }] = (await sql<{ count: string }>(`select count(*) from probe_service.handled where event_id::text like 'ffffffff%'`)) as [{ count: string }];
    expect(Number(count)).toBe(0);
  });
});
