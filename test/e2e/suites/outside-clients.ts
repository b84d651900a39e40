import { beforeAll, describe, expect, it } from 'vitest';
import { toSequence } from '#contracts/envelope';
import { taskCreated } from '#contracts/events/index';
import { openTask } from '#contracts/examples';
import type { Task } from '#contracts/task';
import { newId } from '#platform/ids';
import { makeEvent } from '../../helpers/events.ts';
import { signInAdmin, type Person } from '../client.ts';
import { ensureCloudEventsClient, publishWithSdk } from '../cloudevents-client.ts';
import { writeRecords } from '../kafka.ts';
import { handledBy, sql } from '../oracle.ts';
import { origin, system } from '../system.ts';

const withinAMinute = { timeout: 60_000, interval: 250 };
const topic = taskCreated.topic.name;

let admin: Person;
let hasSdk: boolean;
beforeAll(async () => {
  admin = await signInAdmin(origin());
  hasSdk = await ensureCloudEventsClient((line) => void process.stderr.write(`${line}\n`));
}, 600_000);

/** A new task as a program outside this project says it: what docs/outside-clients.md tells, and nothing more. */
const created = () => {
  const [id, user_id] = [newId(), newId()];
  const task = { ...openTask, id, user_id, series_id: newId() } as Task;
  return makeEvent(taskCreated, { task_id: id, task }, { source: '/elsewhere', subject: id, partitionkey: user_id, sequence: toSequence(1) });
};

/** Who knows the task of an event: a probe, and two services. */
const knownBy = async ({ partitionkey, data: { task_id } }: ReturnType<typeof created>): Promise<object> => {
  const titleIn = async (table: string, column: string): Promise<unknown> => (await sql<{ title: string }>(`select ${column}->>'title' as title from ${table} where task_id = $1`, [task_id]))[0]?.title;
  return {
    probe: (await handledBy(partitionkey)).map((handled) => handled.task_id),
    reminders: await titleIn('reminder_service.tasks', 'fields'),
    notices: await titleIn('notification_service.tasks', 'facts'),
  };
};

const known = ({ data: { task_id, task } }: ReturnType<typeof created>): object => ({ probe: [task_id], reminders: task.title, notices: task.title });

/** Why the messages of a key became dead letters, as each consumer says. */
const explained = async (key: string): Promise<string[]> => {
  const places = await sql<{ place: string }>(`select topic || '/' || partition || '/' || "offset" as place from ops_service.dead_letters where key = $1`, [key]);
  const { items } = (await admin.call<{ items: { topic: string; partition: number; offset: string; reason: string; explanation: string }[] }>('GET', `/ops/dead-letters?limit=500&topic=${topic}&state=all`)).body;
  const mine = items.filter((item) => places.some(({ place }) => place === `${item.topic}/${item.partition}/${item.offset}`));
  return [...new Set(mine.map(({ reason, explanation }) => `${reason}: ${explanation}`))];
};

const plainly = (event: { partitionkey: string }, headers: Record<string, string> = {}, value: object = event): Promise<unknown> =>
  writeRecords(system().kafkaBrokers, topic, [{ key: event.partitionkey, value: JSON.stringify(value), headers }]);

describe('an event of a program outside this project', () => {
  it('in structured mode is handled: of the CloudEvents SDK for Go', async ({ skip }) => {
    if (!hasSdk) skip();
    const event = created();
    publishWithSdk(system().kafkaBrokers, topic, 'structured', event);
    await expect.poll(() => knownBy(event), withinAMinute).toEqual(known(event));
  });

  it('in structured mode is handled: of a plain Kafka client, with and without a content type, once however often it is sent', async () => {
    for (const headers of [{}, { 'content-type': 'application/cloudevents+json; charset=UTF-8' }]) {
      const event = created();
      await plainly(event, headers);
      await plainly(event, headers);
      await expect.poll(() => knownBy(event), withinAMinute).toEqual(known(event));
      const next = created();
      await plainly({ ...next, partitionkey: event.partitionkey });
      await expect.poll(async () => (await handledBy(event.partitionkey)).map(({ task_id }) => task_id), withinAMinute).toEqual([event.data.task_id, next.data.task_id]);
    }
  });

  it('in binary mode is a dead letter that says what to do: of the SDK', async ({ skip }) => {
    if (!hasSdk) skip();
    const event = created();
    publishWithSdk(system().kafkaBrokers, topic, 'binary', event);
    await expect.poll(() => explained(event.partitionkey), withinAMinute).toEqual([expect.stringMatching(/^malformed: .*binary mode of CloudEvents.*send it in structured mode/)]);
  });

  it.each([
    ['in binary mode', { ce_specversion: '1.0', ce_type: 'task.created' }, ({ data }: object & { data: object }) => data, /^malformed: .*binary mode/],
    ['without a partition key', {}, ({ partitionkey: _none, ...event }: object & { partitionkey?: string }) => event, /^contract_broken: .*partitionkey/],
    ['with an id that is no UUID', {}, (event: object) => ({ ...event, id: 'order-17' }), /^contract_broken: .*\bid\b/],
    ['without the version of its type', {}, ({ eventversion: _none, ...event }: object & { eventversion?: string }) => event, /^contract_broken: .*eventversion/],
    ['with a task that is none', {}, (event: object) => ({ ...event, data: { task_id: newId(), task: 'milk' } }), /^contract_broken: .*data\.task/],
  ])('%s is a dead letter with its reason: of a plain Kafka client', async (_what, headers, spoil, reason) => {
    const event = created();
    await plainly(event, headers as Record<string, string>, (spoil as (event: object) => object)(event));
    await expect.poll(() => explained(event.partitionkey), withinAMinute).not.toEqual([]);
    for (const explanation of await explained(event.partitionkey)) expect(explanation).toMatch(reason);
  });
});
