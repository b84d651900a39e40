import { beforeAll, describe, expect, it } from 'vitest';
import { auditRecorded, taskChanged, taskDeleted, taskReminder } from '#contracts/events/index';
import { maxMessageBytes } from '#contracts/topics';
import { newId } from '#platform/ids';
import { makeEvent } from '../../helpers/events.ts';
import { signInAdmin, signUp, type Person } from '../client.ts';
import { writeRecords, type RawRecord } from '../kafka.ts';
import { goLive, seqOf } from '../live.ts';
import { auditedOf, handledBy } from '../oracle.ts';
import { origin, system } from '../system.ts';

type Hostile = Omit<RawRecord, 'key'>;

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/**
 * Records that no consumer can read, on any topic; each with the reason that its dead
 * letter gives.
 */
const unreadable: [what: string, record: Hostile, reason: string][] = [
  ['is empty', { value: '' }, 'malformed'],
  ['is null', {}, 'malformed'],
  ['is null with trace headers', { headers: { traceparent, tracestate: 'a=b', traceid: 'x' } }, 'malformed'],
  ['is the JSON null with a trace header', { value: 'null', headers: { traceparent } }, 'malformed'],
  ['is no JSON', { value: '{"broken":' }, 'malformed'],
  ['is an array', { value: '[{"id":1}]' }, 'malformed'],
  ['is a number', { value: '5' }, 'malformed'],
  ['is nested 9,000 deep', { value: `{"a":${'['.repeat(9_000)}${']'.repeat(9_000)}}` }, 'contract_broken'],
  ['names a partition that is not there', { value: '{}', headers: { partitionNumber: '77' } }, 'contract_broken'],
  ['names a schema that nobody has', { value: '{}', headers: { valueSchemaType: 'Avro' } }, 'contract_broken'],
];

/** Headers that an event may have without harm. */
const oddHeaders: Record<string, string>[] = [
  { 'bad name': '1', '': '1', 'no:colon': '1', 'ünïcode': '1' },
  { 'content-length': '5', 'transfer-encoding': 'chunked', connection: 'upgrade', upgrade: 'websocket', host: 'elsewhere', expect: '100-continue' },
  { 'dapr-api-token': 'forged', 'content-type': 'application/octet-stream', contentType: 'application/octet-stream', rawPayload: 'true' },
  { partitionNumber: '77', traceparent: 'junk', traceid: '', tracestate: '\u0001' },
];

/** An event that meets its contract except in one point, and what is said about that. */
const spoilt = (event: object): [what: string, record: Hostile][] =>
  Object.entries({
    'has a number for a trace id': { traceid: 1 },
    'has a number for a traceparent': { traceparent: 5 },
    'has an object for a traceparent': { traceid: {}, traceparent: {} },
    'has a number for an id': { id: 5 },
    'has its data in base64': { data: undefined, data_base64: 'AAAA' },
    'has a list for its data': { data: [1, 2] },
    'is of no time': { time: 'yesterday' },
  }).map(([what, more]) => [what, { value: JSON.stringify({ ...event, ...more }) }]);

const withinAMinute = { timeout: 60_000, interval: 500 };

let admin: Person;
let sidecars: Record<string, number | undefined>;
const pids = (): Record<string, number | undefined> => Object.fromEntries(Object.keys(system().urls).flatMap((app) => [app, `${app}.dapr`]).map((part) => [part, system().pid(part)]));

const write = (topic: string, records: RawRecord[]): Promise<string[]> => writeRecords(system().kafkaBrokers, topic, records);

const reasonsAt = async (topic: string, places: readonly string[]): Promise<Record<string, string | undefined>> => {
  const { items } = (await admin.call<{ items: { topic: string; partition: number; offset: string; reason: string }[] }>('GET', `/ops/dead-letters?limit=500&topic=${topic}&state=all`)).body;
  return Object.fromEntries(places.map((place) => [place, items.find(({ partition, offset }) => `${partition}/${offset}` === place)?.reason]));
};

/**
 * Writes hostile records and then a good one, all with one key; resolves with the place of
 * each.
 */
const spoil = async (topic: string, hostile: readonly [string, Hostile, string?][], good: RawRecord): Promise<Record<string, string>> => {
  const places = await write(topic, [...hostile.map(([, record]) => ({ ...record, key: good.key })), good]);
  return Object.fromEntries(hostile.map(([what], i) => [what, places[i]!]));
};

const expectReasons = async (topic: string, places: Record<string, string>, reasons: Record<string, string>): Promise<void> => {
  const found = async () => {
    const at = await reasonsAt(topic, Object.values(places));
    return Object.fromEntries(Object.entries(places).map(([what, place]) => [what, at[place]]));
  };
  await expect.poll(found, withinAMinute).toEqual(reasons);
};

describe('records that nobody wrote as an event', () => {
  beforeAll(async () => {
    admin = await signInAdmin(origin());
    sidecars = pids();
  });

  describe('no record ends a process, each is a dead letter with its reason, and the next of its partition is handled', () => {
    it('in task-events', async () => {
      const deleted = (): object & { partitionkey: string } => makeEvent(taskDeleted, { task_id: newId() }, { partitionkey: newId() });
      const good = deleted();
      const broken = spoilt(deleted());
      const large = `{"data":"${'x'.repeat(maxMessageBytes - 200)}"}`;
      const all: [string, Hostile, string][] = [...unreadable, ...broken.map(([what, record]): [string, Hostile, string] => [what, record, 'contract_broken']), ['has 2 MiB', { value: large }, 'contract_broken']];
      const places = await spoil('task-events', all, { key: good.partitionkey, value: JSON.stringify(good) });
      await expect.poll(async () => (await handledBy(good.partitionkey)).length, { timeout: 110_000, interval: 250 }).toBe(1);
      await expectReasons('task-events', places, Object.fromEntries(all.map(([what, , reason]) => [what, reason])));
      expect(pids()).toEqual(sidecars);
    }, 200_000);

    it('in reminders, and in the batches of audit-log', async () => {
      const at = { due_at: '2027-01-01T10:00:00Z', remind_at: '2027-01-01T09:00:00Z' };
      const reminder = makeEvent(taskReminder, { ...at, task_id: newId(), title: 'walk', reminder_type: '1_hour_before', late_seconds: 0, collapsed: 0 });
      const entry = makeEvent(auditRecorded, { actor: 'ada', operation: 'task.created', source: 'api' as const, task_id: null, before: null, after: null }, { partitionkey: newId() });
      const places = {
        reminders: await spoil('reminders', [...unreadable, ...spoilt(reminder)], { key: 'someone', value: JSON.stringify(reminder) }),
        'audit-log': await spoil('audit-log', [...unreadable, ...spoilt(entry)], { key: 'someone', value: JSON.stringify(entry) }),
      };
      await expect.poll(() => auditedOf(entry.partitionkey), { timeout: 110_000, interval: 250 }).toHaveLength(1);
      for (const [topic, at] of Object.entries(places)) {
        await expect.poll(async () => Object.values(await reasonsAt(topic, Object.values(at))).filter((reason) => reason === undefined), { timeout: 110_000, interval: 500 }).toEqual([]);
      }
      expect(pids()).toEqual(sidecars);
    }, 240_000);

    it('in the topics of live updates, which have no dead letters: the next change is shown', async () => {
      const event = makeEvent(taskChanged, {} as never);
      const hostile = [...unreadable, ...spoilt(event)];
      const keys: RawRecord[] = [{ key: 'two\nlines', value: '{}' }, { key: 'k'.repeat(100_000), value: '{}' }];
      for (const topic of ['task-updates', 'notification-events']) await write(topic, [...hostile.map(([, record]) => ({ ...record, key: 'someone' })), ...keys]);
      const counted = async (): Promise<number> => {
        const metrics = await (await fetch(`${system().urls['realtime-service']}/metrics`)).text();
        return Array.from(metrics.matchAll(/events_handled_total\{[^}]*outcome="(?:broken|failed)"\} (\d+)/g), ([, count]) => Number(count)).reduce((sum, count) => sum + count, 0);
      };
      await expect.poll(counted, withinAMinute).toBeGreaterThanOrEqual(2 * (hostile.length + keys.length));
      const ada = await signUp(origin());
      const page = await goLive(ada, await seqOf(ada));
      await ada.addTask('after all that');
      await expect.poll(() => page.frames.map(({ task }) => task?.title), withinAMinute).toContain('after all that');
      page.close();
      expect(pids()).toEqual(sidecars);
    }, 120_000);
  });

  describe('headers that HTTP, a publisher or the tracing of daprd would stumble over', () => {
    it('keep no event from being handled', async () => {
      const events = oddHeaders.map(() => makeEvent(taskDeleted, { task_id: newId() }, { partitionkey: newId() }));
      await write('task-events', events.map((event, i) => ({ key: event.partitionkey, value: JSON.stringify(event), headers: oddHeaders[i]! })));
      for (const { partitionkey } of events) await expect.poll(async () => (await handledBy(partitionkey)).length, withinAMinute).toBe(1);
      expect(pids()).toEqual(sidecars);
    }, 120_000);
  });
});
