import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditRecorded, taskDeleted, taskReminder } from '#contracts/events/index';
import { maxDeadLetterBytes, maxMessageBytes } from '#contracts/topics';
import { newId } from '#platform/ids';
import { makeEvent } from '../../helpers/events.ts';
import { signInAdmin, signUp, type Person } from '../client.ts';
import { setTopicConfig, writeRaw } from '../kafka.ts';
import { auditedOf, eventsOf, handledBy, sql } from '../oracle.ts';
import { publishTaskEvent as publish } from '../publish.ts';
import { origin, system } from '../system.ts';

interface Failure {
  id: string;
  dead_letter_id: string;
  consumer: string | null;
  reason: string;
  explanation: string;
  state: string;
  event_id: string | null;
  topic: string;
  offset: string;
  attempts: number;
  group: string;
}

interface Dossier extends Failure {
  payload: unknown;
  payload_encoding: string;
  key: string;
  tries: { attempt: number; outcome: string; message: string }[];
  arrivals: { topic: string; offset: string; dlq_topic: string }[];
}

let admin: Person;
beforeAll(async () => {
  admin = await signInAdmin(origin());
});

const failuresOf = async (query: string): Promise<Failure[]> =>
  (await admin.call<{ items: Failure[] }>('GET', `/ops/dead-letters?limit=500&${query}`)).body.items;

/** With nothing masked. */
const dossierOf = async (failure: Failure | undefined): Promise<Dossier> => (await admin.call<Dossier>('POST', `/ops/dead-letters/${failure!.id}/reveal`)).body;

/** A dead letter must be listed within a minute of its last try. */
const withinAMinute = { timeout: 60_000, interval: 250 };

const write = (topic: string, value: string | undefined, key = 'someone'): Promise<void> => writeRaw(system().kafkaBrokers, topic, key, value);

describe('a failed event is listed with its reason', () => {
  it('as its handler threw: each try with its error, the event as it was', async () => {
    const ada = await signUp(origin());
    const task = await ada.addTask('always fails');
    await expect.poll(() => failuresOf(`task_id=${task.id}`), withinAMinute).toMatchObject([
      { consumer: 'probe-service', reason: 'handler_failed', attempts: 4, state: 'open', topic: 'task-events', error_class: 'AS_ASKED', message: expect.stringMatching(/^attempt 4 .* as asked$/) },
    ]);
    const [failure] = await failuresOf(`user_id=${ada.id}&consumer=probe-service&event_type=task.created`);
    const dossier = await dossierOf(failure);
    expect(dossier.tries.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([1, 2, 3, 4].map((attempt) => [attempt, 'failed']));
    expect(dossier).toMatchObject({ key: ada.id, payload_encoding: 'json', payload: { id: failure!.event_id, data: { task: { title: 'always fails' } } } });
    expect(dossier.arrivals).toMatchObject([{ topic: 'task-events', offset: failure!.offset, dlq_topic: 'dlq.task-events' }]);
  });

  it('alike with others of its kind', async () => {
    const ada = await signUp(origin());
    for (let i = 0; i < 3; i++) await ada.addTask('always fails');
    await expect.poll(() => failuresOf(`user_id=${ada.id}`), withinAMinute).toHaveLength(3);
    const { items } = (await admin.call<{ items: object[] }>('GET', `/ops/dead-letters/groups?user_id=${ada.id}`)).body;
    expect(items).toMatchObject([{ consumer: 'probe-service', event_type: 'task.created', error_class: 'AS_ASKED', count: 3, open: 3 }]);
  });

  it('as it broke its contract: one failure for each consumer that says so', async () => {
    const broken = { ...makeEvent(taskDeleted, { task_id: newId() }), data: { task_id: 'no uuid' } };
    await publish(broken);
    await expect
      .poll(async () => (await failuresOf(`q=${broken.id}`)).map(({ consumer, reason }) => [consumer, reason]).sort(), withinAMinute)
      .toEqual(['bulk-probe-service', 'notification-service', 'probe-service', 'reminder-service'].map((consumer) => [consumer, 'contract_broken']));
    const failures = await failuresOf(`q=${broken.id}`);
    expect(new Set(failures.map(({ dead_letter_id }) => dead_letter_id)).size).toBe(1);
    expect(failures[0]!.explanation).toContain('data.task_id: Invalid');
  });

  it('as it failed within a batch, alone', async () => {
    const data = { actor: 'ada', operation: 'task.created', source: 'api' as const, task_id: null, before: null, after: null };
    const [before, event, after] = [newId(), 'a zero byte, which PostgreSQL text cannot hold: \u0000', newId()].map((partitionkey) => makeEvent(auditRecorded, data, { partitionkey }));
    for (const one of [before!, event!, after!]) await write('audit-log', JSON.stringify(one));
    await expect.poll(() => failuresOf(`q=${event!.id}`), withinAMinute).toMatchObject([{ consumer: 'audit-service', reason: 'handler_failed', attempts: 4, topic: 'audit-log' }]);
    for (const { partitionkey } of [before!, after!]) await expect.poll(() => auditedOf(partitionkey), withinAMinute).toHaveLength(1);
    expect(await failuresOf(`q=${before!.id}&state=all`)).toEqual([]);
  });

  it('as it is no event, with the bytes that it is', async () => {
    const [bytes, key] = [`{"broken": ${newId()}`, newId()];
    await write('task-events', bytes, key);
    // A consumer in bulk reports that it gave an event up; for one event at a time the
    // sidecar gives up silently.
    const consumers = ['bulk-probe-service', 'notification-service', 'recurring-service', 'reminder-service', null];
    const failures = async () => (await failuresOf(`user_id=${key}`)).toSorted((a, b) => (a.consumer ?? 'z').localeCompare(b.consumer ?? 'z'));
    await expect.poll(failures, withinAMinute).toMatchObject(consumers.map((consumer) => ({ consumer, reason: 'malformed', event_id: null })));
    for (const { explanation } of await failures()) expect(explanation).toContain('not JSON');
    expect(await dossierOf((await failures())[0])).toMatchObject({ payload: bytes, payload_encoding: 'text', key });
  });

  it.each([
    ['has a line break', 'two\nlines', 'its key has a control character'],
    ['is longer than the head of a request may be', 'k'.repeat(100_000), 'its key and headers have 100000 bytes'],
  ])('as nobody could be given it: its key %s', async (_name, key, explanation) => {
    const event = makeEvent(taskDeleted, { task_id: newId() });
    await write('task-events', JSON.stringify(event), key);
    await expect.poll(() => failuresOf(`q=${event.id}`), withinAMinute).toMatchObject([{ consumer: null, reason: 'unroutable' }]);
    const dossier = await dossierOf((await failuresOf(`q=${event.id}`))[0]);
    expect(dossier.explanation).toContain(explanation);
    expect(dossier.key).toBe(key);
  });

  it('as it is as large as a topic takes, and its copy with more headers is larger', async () => {
    const id = newId();
    const event = { ...makeEvent(taskDeleted, { task_id: newId() }, { id }), data: { task_id: 'no uuid', more: '' } };
    event.data.more = 'x'.repeat(maxMessageBytes - JSON.stringify(event).length - 100);
    await write('task-events', JSON.stringify(event));
    await expect.poll(async () => (await failuresOf(`q=${id}`)).length, withinAMinute).toBe(4);
    const dossier = await dossierOf((await failuresOf(`q=${id}`))[0]);
    expect((dossier.payload as typeof event).data.more).toHaveLength(event.data.more.length);
  });

  it('as a subscription without a default has no route for it', async () => {
    const at = { due_at: '2027-01-01T10:00:00Z', remind_at: '2027-01-01T09:00:00Z' };
    const event = makeEvent(taskReminder, { ...at, task_id: newId(), title: 'walk', reminder_type: '1_hour_before', late_seconds: 0, collapsed: 0 });
    await write('reminders', JSON.stringify(event));
    await expect.poll(() => failuresOf(`q=${event.id}`), withinAMinute).toMatchObject([{ consumer: null, reason: 'unroutable', topic: 'reminders' }]);
    expect((await failuresOf(`q=${event.id}`))[0]!.explanation).toContain('has no route for task.reminder');
  });

  it('as it had expired', async () => {
    const event = { ...makeEvent(taskDeleted, { task_id: newId() }), expiration: '2026-01-01T00:00:00Z' };
    await write('task-events', JSON.stringify(event));
    await expect.poll(() => failuresOf(`q=${event.id}`), withinAMinute).toMatchObject([{ consumer: null, reason: 'expired' }]);
  });

  it('to administrators only', async () => {
    const ada = await signUp(origin());
    expect((await ada.call('GET', '/ops/dead-letters')).status).toBe(403);
  });
});

describe('what is written straight into the topics of ops-service', () => {
  it('stops nothing behind it', async () => {
    for (let i = 0; i < 6; i++) await write('delivery-reports', `junk ${i}`, `key ${i}`);
    const marker = newId();
    await write('dlq.task-events', marker, marker);
    await expect.poll(() => failuresOf(`q=${marker}`), withinAMinute).toMatchObject([{ reason: 'malformed', topic: 'dlq.task-events' }]);
    const ada = await signUp(origin());
    await ada.addTask('always fails');
    await expect.poll(() => failuresOf(`user_id=${ada.id}`), withinAMinute).toMatchObject([{ consumer: 'probe-service', attempts: 4 }]);
  });
});

describe('nothing is lost', () => {
  it('while the dead-letter topic takes nothing: the event waits, and is listed once it does', async () => {
    const limit = (value: string): Promise<void> => setTopicConfig(system().kafkaBrokers, 'dlq.task-events', 'max.message.bytes', value);
    const ada = await signUp(origin());
    await limit('1');
    const [failing, behind] = [await ada.addTask('always fails'), await ada.addTask('right behind')];
    const [created] = await eventsOf('task-events', ada.id, 1);
    const triesOf = (): Promise<object[]> => sql('select 1 from ops_service.attempts where event_id = $1', [created!.id]);
    // A second round of tries shows that the first was not acknowledged.
    await expect.poll(async () => (await triesOf()).length, withinAMinute).toBeGreaterThan(4);
    expect(await failuresOf(`task_id=${failing.id}`)).toEqual([]);
    expect(await handledBy(ada.id)).toEqual([]);
    await limit(String(maxDeadLetterBytes));
    await expect.poll(() => failuresOf(`task_id=${failing.id}`), withinAMinute).toMatchObject([{ consumer: 'probe-service', reason: 'handler_failed' }]);
    await expect.poll(async () => (await handledBy(ada.id)).map(({ task_id }) => task_id), withinAMinute).toEqual([behind.id]);
  });

  it('when ops-service and its sidecar are killed while dead letters arrive, and each is listed once', async () => {
    const marker = newId();
    const sent = Array.from({ length: 40 }, (_, i) => `{"${marker} ${i}`);
    const writing = (async () => {
      for (const [i, bytes] of sent.entries()) await write('task-events', bytes, `${marker}.${i}`);
    })();
    for (const kill of [system().killApp, system().killSidecar, system().killApp]) {
      await sleep(700);
      kill('ops-service', 'SIGKILL');
    }
    await writing;
    await system().ready('ops-service');
    const listed = async () => (await failuresOf(`q=${marker}`)).filter(({ consumer }) => consumer === 'reminder-service');
    await expect.poll(async () => (await listed()).length, withinAMinute).toBe(sent.length);
    const payloads = await Promise.all((await listed()).map(async (failure) => (await dossierOf(failure)).payload));
    expect(payloads.sort()).toEqual(sent.sort());
  });
});
