import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditRecorded } from '#contracts/events/index';
import type { Alert } from '#contracts/http/ops/alerts';
import type { Dossier, Failure, FailureGroup } from '#contracts/http/ops/failures';
import type { LagReport } from '#contracts/http/ops/lag';
import type { OutboxReport } from '#contracts/http/ops/outbox';
import { bucketOf } from '#platform/outbox/draft';
import { sharingApps } from '../../../tools/dapr/resources.ts';
import { projectRoot } from '../../../tools/runtime/paths.ts';
import { makeEvent } from '../../helpers/events.ts';
import { archiveOpen } from '../archive-open.ts';
import { signInAdmin, signUp, type Person } from '../client.ts';
import { auditedOf, sql } from '../oracle.ts';
import { origin, system } from '../system.ts';

let admin: Person;
beforeAll(async () => {
  admin = await signInAdmin(origin());
});

const soon = { timeout: 60_000, interval: 500 };
const addTasks = async (person: Person, count: number, title: string): Promise<void> => {
  for (let i = 0; i < count; i++) await person.addTask(title);
};

const lagReport = async (): Promise<LagReport> => (await admin.call<LagReport>('GET', '/ops/lag')).body;
const lagOf = async (consumer: string, topic = 'task-events'): Promise<number | undefined> =>
  (await lagReport()).groups.find((group) => group.consumer === consumer && group.topic === topic)?.lag;

const outboxOf = async (service: string): Promise<OutboxReport | undefined> =>
  (await admin.call<{ items: OutboxReport[] }>('GET', '/ops/outbox')).body.items.find((outbox) => outbox.service === service);

const metricsOf = async (service: string): Promise<string> => (await fetch(`${system().urls[service]}/metrics`)).text();

interface Mail {
  to: { address: string }[];
  subject: string;
  text: string;
}
const alertMails = async (text: string): Promise<Mail[]> =>
  ((await (await fetch(`${system().mailUrl}/email`)).json()) as Mail[]).filter((mail) => mail.text?.includes(text));

/** A user's failures of one kind, as an administrator finds them. */
const failuresOf = async (person: Person): Promise<Failure[]> => (await admin.call<{ items: Failure[] }>('GET', `/ops/dead-letters?user_id=${person.id}`)).body.items;

describe('lag', () => {
  it('of a consumer that is stopped grows, and shrinks to nothing when it is back', async () => {
    const ada = await signUp(origin());
    await ada.addTask('handled at once');
    await expect.poll(() => lagOf('recurring-service'), soon).toBe(0);
    await system().stopApp('recurring-service');
    await addTasks(ada, 12, 'waits for recurring-service');
    await expect.poll(() => lagOf('recurring-service'), soon).toBeGreaterThanOrEqual(12);
    await expect.poll(() => lagOf('reminder-service'), soon).toBe(0);
    await system().startApp('recurring-service');
    await expect.poll(() => lagOf('recurring-service'), { ...soon, timeout: 90_000 }).toBe(0);
  }, 200_000);

  it('is below 100 in normal operation, for every consumer, and told of those that share work only', async () => {
    await addTasks(await signUp(origin()), 20, 'normal operation');
    const consumers = ['probe-service', ...sharingApps()].sort();
    await expect.poll(async () => [...new Set((await lagReport()).groups.map(({ consumer }) => consumer))], soon).toEqual(consumers);
    const { groups, topics, stale } = await lagReport();
    expect(stale).toBe(false);
    expect(groups.filter(({ lag }) => lag >= 100)).toEqual([]);
    expect(topics.find(({ topic }) => topic === 'task-events')!.rate_per_second).toBeGreaterThan(0);
  });

  it('is a metric, beside how far each consumer says that it is', async () => {
    await expect.poll(() => metricsOf('ops-service'), soon).toMatch(/^consumer_lag\{consumer="audit-service",topic="audit-log",partition="\d"} \d+$/m);
    await expect.poll(() => metricsOf('ops-service'), soon).toMatch(/^service_outbox_waiting\{service="reminder-service"} \d+$/m);
    expect(await metricsOf('ops-service')).toMatch(/^kafka_admin_up 1$/m);
    expect(await metricsOf('reminder-service')).toMatch(/^clock_last_tick_timestamp_seconds\{clock="reminders"} \d+/m);
    await expect.poll(() => metricsOf('audit-service'), soon).toMatch(/^consumer_handled_offset\{topic="audit-log",partition="\d"} \d+$/m);
  });
});

/** Archives what other suites left: many groups would lead to one alert for all. */
const archiveAll = async (): Promise<void> => {
  await archiveOpen(admin);
  const isTold = async () => (await admin.call<{ items: Alert[] }>('GET', '/ops/alerts')).body.items.some(({ subject, state }) => subject === 'many' && state !== 'resolved');
  await expect.poll(isTold, soon).toBe(false);
};

describe('an alert on dead letters', () => {
  it('is mailed once for a group, however many events fail, and once more when they are dealt with', async () => {
    await archiveAll();
    const ada = await signUp(origin());
    await addTasks(ada, 6, 'fails until mended alerting');
    await expect.poll(() => failuresOf(ada), { ...soon, timeout: 120_000 }).toHaveLength(6);
    const group = (await failuresOf(ada))[0]!.group;
    await expect.poll(() => alertMails(group), soon).toHaveLength(1);
    const firing = async (): Promise<Alert | undefined> =>
      (await admin.call<{ items: Alert[] }>('GET', '/ops/alerts')).body.items.find(({ subject }) => subject === group);
    await expect.poll(async () => (await firing())?.summary, soon).toBe('6 events of type task.created could not be handled by probe-service (handler_failed)');
    const [mail] = (await alertMails(group)) as [Mail];
    expect(mail.subject).toMatch(/^\[ALERT] \d events? of type task\.created could not be handled by probe-service \(handler_failed\)$/);
    expect(mail.text).toMatch(/message: the probe is not ▒▒▒/);
    expect(mail.to.map(({ address }) => address)).toEqual(['admin@todo.local']);

    expect((await admin.call('POST', `/ops/dead-letters/groups/${group}/archive`, { reason: 'made by a test' })).status).toBe(200);
    await expect.poll(() => alertMails(group), soon).toHaveLength(2);
    expect((await alertMails(group)).map(({ subject }) => subject.split(' ')[0]).sort()).toEqual(['[ALERT]', '[Resolved]']);
    expect(await firing()).toMatchObject({ state: 'resolved' });
    expect(await metricsOf('ops-service')).toMatch(/^dead_letters_captured_total\{topic="dlq\.task-events"} ([6-9]|\d\d+)$/m);
  }, 240_000);
});

describe('while the broker is down', () => {
  it('events wait in the outbox for all to see, and the last lag stays visible with its time', async () => {
    const ada = await signUp(origin());
    await system().stopBroker('SIGKILL');
    await addTasks(ada, 3, 'waits for the broker');
    await expect.poll(() => outboxOf('chat-api'), soon).toMatchObject({ reachable: true, waiting: expect.toSatisfy((waiting: number) => waiting >= 9), parked: 0 });
    await expect.poll(lagReport, soon).toMatchObject({ stale: true, reason: expect.stringContaining('the broker does not answer') });
    expect((await lagReport()).groups.length).toBeGreaterThan(0);
    expect(await metricsOf('ops-service')).toMatch(/^kafka_admin_up 0$/m);

    await system().startBroker();
    await expect.poll(() => outboxOf('chat-api'), { ...soon, timeout: 90_000 }).toMatchObject({ waiting: 0 });
    await expect.poll(lagReport, soon).toMatchObject({ stale: false, reason: null });
    await expect.poll(() => auditedOf(ada.id), { ...soon, timeout: 90_000 }).toHaveLength(3);
  }, 240_000);
});

describe('a parked event', () => {
  it('is shown, gets another try when an administrator says so, and that is audited', async () => {
    const began = new Date();
    const data = { actor: admin.id, operation: 'parked.event', source: 'system' as const, task_id: null, before: null, after: null };
    const event = makeEvent(auditRecorded, data, { partitionkey: admin.id, source: '/chat-api' });
    await sql(
      `insert into chat_api.outbox (id, topic, key, bucket, event, parked_at, parked_reason) values ($1, 'audit-log', $2, $3, $4, now(), 'refused, says a test')`,
      [event.id, admin.id, bucketOf('audit-log', admin.id), JSON.stringify(event)],
    );
    await expect.poll(() => outboxOf('chat-api'), soon).toMatchObject({ parked: 1, parked_events: [{ id: event.id, parked_reason: 'refused, says a test' }] });
    await expect.poll(() => alertMails('refused 1 event(s) of chat-api'), soon).toHaveLength(1);
    expect((await (await signUp(origin())).call('POST', '/ops/outbox/retry', { service: 'chat-api' })).status).toBe(403);
    expect(await admin.call('POST', '/ops/outbox/retry', { service: 'chat-api' })).toMatchObject({ status: 200, body: { retried: 1 } });
    const audited = (): Promise<{ operation: string }[]> =>
      sql(`select operation from audit_service.audit_entries where actor = $1 and operation in ('parked.event', 'outbox.retried') and occurred_at >= $2 order by operation`, [admin.id, began]);
    await expect.poll(audited, soon).toEqual([{ operation: 'outbox.retried' }, { operation: 'parked.event' }]);
    expect(await outboxOf('chat-api')).toMatchObject({ parked: 0 });
  });
});

describe('npm run ops', () => {
  const program = join(projectRoot, 'tools/ops/main.ts');
  const type = async (...argv: string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [program, ...argv], { env: { PATH: process.env['PATH'], TODO_URL: origin(), TODO_TOKEN: admin.token } })).stdout;
  const json = async <T>(...argv: string[]): Promise<T> => JSON.parse(await type(...argv, '--json')) as T;

  it('lists failed events and shows one, for people and as JSON', async () => {
    const ada = await signUp(origin());
    await ada.addTask('fails until mended listing');
    await expect.poll(() => failuresOf(ada), soon).toHaveLength(1);
    const { items } = await json<{ items: Failure[] }>('list', '--user', ada.id);
    expect(items).toMatchObject([{ consumer: 'probe-service', event_type: 'task.created', reason: 'handler_failed' }]);
    expect(await type('show', items[0]!.id)).not.toContain('listing');
    expect(await json<Dossier>('show', items[0]!.id, '--reveal')).toMatchObject({ id: items[0]!.id, payload: { data: { task: { title: 'fails until mended listing' } } } });
    const lines = (await type('list', '--group', items[0]!.group.slice(0, 12))).trim().split('\n');
    expect(lines[0]).toMatch(/^ID +FAILED LAST +STATE/);
    expect(lines[1]).toContain('the probe is not ▒▒▒');
    const { items: groups } = await json<{ items: FailureGroup[] }>('groups', '--q', 'the probe is not');
    expect(groups).toContainEqual(expect.objectContaining({ group: items[0]!.group, open: 1 }));
    expect(await type('archive', items[0]!.id, '--reason', 'made by a test')).toContain('archived');
  });

  it('shows lag, outboxes and alerts', async () => {
    expect((await json<LagReport>('lag')).groups.length).toBeGreaterThan(0);
    expect(await type('lag')).toMatch(/audit-service +audit-log +\d+/);
    await expect.poll(() => type('outbox'), soon).toMatch(/chat-api +0 +0 +0/);
    expect(await json('alerts')).toHaveProperty('items');
  });

  it('says what is wrong, with an exit status', async () => {
    await expect(type('show', '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a001')).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^There is no /) });
    await expect(type('lsit')).rejects.toMatchObject({ code: 2 });
  });
});
