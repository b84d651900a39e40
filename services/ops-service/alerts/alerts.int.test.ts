import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxReport } from '#contracts/http/ops/outbox';
import { newId } from '#platform/ids';
import { createTestDatabase, goesOn, silentLog, type TestDatabase } from '../../../test/helpers/database.ts';
import { startMailServer, type MailServer } from '../../../test/helpers/mail-server.ts';
import type { LagReport } from '../domain/lag-report.ts';
import { migrations } from '../migrations.ts';
import { claimNotices } from '../store/alert-notices.ts';
import { listAlerts, listRecentAlerts, purgeOldAlerts } from '../store/alerts.ts';
import { gatherFacts } from './gather-facts.ts';
import { look } from './look.ts';
import { createAlertMailer } from './send-mail.ts';
import { sendNotices } from './send-notices.ts';

const hourMs = 3_600_000;
const start = Date.parse('2026-03-01T12:00:00Z');

let db: TestDatabase;
let mailServer: MailServer;
beforeAll(async () => {
  db = await createTestDatabase('ops-service', migrations);
  mailServer = await startMailServer();
});
afterAll(async () => {
  await mailServer.close();
  await db.drop();
});

const world: { now: number; lag: LagReport; outboxes: OutboxReport[] } = { now: start, lag: { measured_at: null, stale: false, reason: null, groups: [], topics: [], standing: [], foreign: [], rebalancing: [] }, outboxes: [] };
beforeEach(async () => {
  world.now = start;
  world.outboxes = [];
  mailServer.mails.length = 0;
  await db.database.query('truncate dead_letters, alerts cascade');
  await db.database.query(`update alert_rounds set looked_at = '-infinity'`);
});
const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** The alerting of one replica of ops-service, on the clock of the test. */
const replica = (options: { smtpUrl?: string } = {}) => {
  const database = db.open();
  const mailer = createAlertMailer({ smtpUrl: options.smtpUrl ?? mailServer.url, from: 'Todo <todo@example.org>', to: ['ops@example.org', 'oncall@example.org'], timeoutMs: 3_000 });
  ends.push(mailer.close);
  const sources = { database, lag: { report: () => world.lag, clocks: () => [] }, outboxes: { read: async () => world.outboxes, retry: async () => 0 }, now: () => world.now };
  const limits = { lag: 1_000, lagByConsumer: new Map(), errorRate: 0.01, skew: 0.2, outboxAgeSeconds: 60, expectTraffic: null };
  const deps = { database, log: silentLog, newId, limits, channels: ['email'] as const, publicUrl: 'https://todo.example.org', periodMs: hourMs, everyMs: 9_000 };
  const send = (leaseMs = 60_000) => sendNotices({ database, log: silentLog, now: () => Date.now(), senders: { email: mailer.send }, leaseMs });
  return { database, mailer, look: async () => look(deps, await gatherFacts(sources)), send };
};
type Replica = ReturnType<typeof replica>;

/** Lets time pass, with a look every ten seconds, and sends what is due. */
const watch = async ({ look, send }: Replica, looks: number): Promise<void> => {
  for (let i = 0; i < looks; i++) {
    await look();
    await send();
    world.now += 10_000;
  }
};

let offset = 0;
/** Captures failures of one group, at the present time of the test. */
const fail = async (count: number, { group = 'a'.repeat(64), message = 'the mail server is away' } = {}): Promise<void> => {
  for (let i = 0; i < count; i++) {
    const letter = newId();
    await db.database.query(
      `insert into dead_letters (id, topic, partition, "offset", headers, payload, captured_at, event_type) values ($1, 'task-events', 0, $2, '{}', '', $3, 'task.created')`,
      [letter, (offset += 1), new Date(world.now)],
    );
    await db.database.query(
      `insert into failures (id, dead_letter_id, consumer, reason, explanation, message, fingerprint, first_failed_at, last_failed_at, search)
       values ($1, $2, 'notification-service', 'handler_failed', 'its handler failed', $3, $4, $5, $5, '')`,
      [newId(), letter, message, group, new Date(world.now)],
    );
  }
};
const subjects = (): (string | undefined)[] => mailServer.mails.map(({ mail }) => mail.subject);
/** Makes waiting tries due. */
const hurry = (): Promise<unknown> => db.database.query(`update alert_notices set wake_at = now() where state = 'pending'`);

const firing = (count: string): string => `[ALERT] ${count} of type task.created could not be handled by notification-service (handler_failed)`;

describe('dead letters', () => {
  it('are reported in one mail per group and period, however many there are', async () => {
    const ops = replica();
    await fail(25);
    await watch(ops, 3);
    for (let minute = 0; minute < 50; minute++) {
      await fail(2);
      await watch(ops, 6);
    }
    expect(subjects()).toEqual([firing('25 events')]);
    const [{ mail, to }] = mailServer.mails as [(typeof mailServer.mails)[0]];
    expect(to).toEqual(['ops@example.org', 'oncall@example.org']);
    expect(mail.text).toMatch(/message: the mail server is away[^]*https:\/\/todo\.example\.org\/#\/ops\/dead-letters\?group=a{64}\nIn a terminal: npm run ops -- list --group a{64}/);

    world.now += hourMs / 4;
    await fail(1);
    await watch(ops, 2);
    expect(subjects()).toEqual([firing('25 events'), firing('126 events')]);
  });

  it('of many groups are reported in one mail, and in one more when all are dealt with', async () => {
    const ops = replica();
    for (let i = 0; i < 30; i++) await fail(1, { group: i.toString(16).padStart(64, '0') });
    await watch(ops, 3);
    expect(subjects()).toEqual(['[ALERT] 30 events of 30 groups could not be handled']);
    await db.database.query(`update failures set state = 'archived' where ctid not in (select ctid from failures limit 2)`);
    await watch(ops, 3);
    expect(subjects()).toHaveLength(1);
    await db.database.query(`update failures set state = 'archived'`);
    await watch(ops, 3);
    expect(subjects().map((subject) => subject!.slice(0, 10))).toEqual(['[ALERT] 30', '[Resolved]']);
  });

  it('of two groups are reported in two mails', async () => {
    await fail(3);
    await fail(1, { group: 'b'.repeat(64) });
    await watch(replica(), 2);
    expect(subjects().sort()).toEqual([firing('1 event'), firing('3 events')]);
  });

  it('that are dealt with are reported as resolved, on the channels that reported them', async () => {
    const ops = replica();
    await fail(2);
    await watch(ops, 2);
    await db.database.query(`update failures set state = 'replaying'`);
    await watch(ops, 1);
    expect(subjects()).toHaveLength(1);
    await db.database.query(`update failures set state = 'handled'`);
    await watch(ops, 2);
    expect(subjects()).toEqual([firing('2 events'), firing('2 events').replace('ALERT', 'Resolved')]);

    await fail(1);
    await watch(ops, 3);
    await db.database.query(`update failures set state = 'archived'`);
    await watch(ops, 2);
    expect(subjects(), 'the group fails again and is archived, within the period').toHaveLength(2);
  });

  it('that changed their group while their reports came in are reported once', async () => {
    const ops = replica();
    await fail(1, { group: 'c'.repeat(64) });
    await watch(ops, 1);
    await db.database.query(`update failures set fingerprint = $1`, ['d'.repeat(64)]);
    await watch(ops, 3);
    expect(subjects()).toEqual([firing('1 event')]);
  });
});

describe('a consumer that is behind', () => {
  const topics = [{ topic: 'task-events', rate_per_second: 1, partitions: [{ partition: 0, rate_per_second: 1, share: 1 }], skew: null }];
  const behind = (lag: number): LagReport['groups'][number] => ({
    consumer: 'audit-service', topic: 'task-events', lag, committed_lag: lag, oldest_seconds: null, oldest_is_older: false, rate_per_second: 0, error_rate: null,
    partitions: [{ partition: 0, end: lag, committed: null, handled: 0, lag, committed_lag: lag }],
  });
  const measured = (more: Partial<LagReport>): void => void (world.lag = { measured_at: new Date(world.now).toISOString(), stale: false, reason: null, groups: [], topics, standing: [], foreign: [], rebalancing: [], ...more });

  it('stays so while its group is rebalancing, and is reported as resolved when it has caught up', async () => {
    const ops = replica();
    measured({ groups: [behind(1_200)] });
    await watch(ops, 10);
    const [alert] = subjects();
    expect([alert, subjects().length]).toEqual([expect.stringContaining('audit-service is 1200 events behind'), 1]);
    measured({ rebalancing: ['audit-service'] });
    await watch(ops, 20);
    expect([subjects(), (await listAlerts(db.database)).map(({ state }) => state)]).toEqual([[alert], ['firing']]);
    measured({ groups: [behind(0)] });
    await watch(ops, 10);
    expect(subjects()).toEqual([alert, alert!.replace('ALERT', 'Resolved')]);
  });
});

describe('two replicas', () => {
  it('take turns, and write a notice once', async () => {
    const [one, two] = [replica(), replica()];
    await fail(1);
    for (let i = 0; i < 5; i++) {
      const steps = await Promise.all([one.look(), two.look(), one.look(), two.look()]);
      expect(steps.filter((each) => each.length > 0)).toHaveLength(1);
      world.now += 10_000;
    }
    expect(await db.database.query('select 1 from alert_notices')).toHaveLength(1);
  });

  it('send a notice once', async () => {
    const [one, two] = [replica(), replica()];
    for (const group of 'efghi') await fail(1, { group: group.repeat(64) });
    await one.look();
    world.now += 10_000;
    await one.look();
    await Promise.all([one.send(), two.send(), one.send(), two.send()]);
    expect(new Set(mailServer.mails.map(({ mail }) => mail.messageId)).size).toBe(5);
    expect(mailServer.mails).toHaveLength(5);
  });

  it('of which one dies after the mail server took a mail repeat it under its Message-ID', async () => {
    const [one, two] = [replica(), replica()];
    await fail(1);
    await one.look();
    world.now += 10_000;
    await one.look();
    const [claim] = await claimNotices(one.database, 10, 60_000);
    await one.mailer.send(claim!.content);
    await two.send();
    expect(mailServer.mails, 'the lease still holds').toHaveLength(1);
    await hurry();
    await two.send();
    await two.send();
    expect(mailServer.mails).toHaveLength(2);
    expect(new Set(mailServer.mails.map(({ mail }) => mail.messageId)).size).toBe(1);
  });

  it('of which one ends: the other goes on where it was', async () => {
    await fail(1);
    await watch(replica(), 2);
    await fail(4);
    await watch(replica(), 5);
    expect(subjects()).toEqual([firing('1 event')]);
  });
});

describe('a mail server in trouble', () => {
  it('is tried again until it takes the mail', async () => {
    const ops = replica();
    await fail(1);
    mailServer.refuseWith(451, 550);
    await watch(ops, 2);
    expect(await db.database.query('select attempts, state, reason from alert_notices')).toMatchObject([{ attempts: 1, state: 'pending', reason: expect.stringContaining('451') }]);
    await ops.send();
    expect(mailServer.mails, 'not before its time').toHaveLength(0);
    await hurry();
    await ops.send();
    await hurry();
    await ops.send();
    expect(mailServer.mails).toHaveLength(1);
    expect(await db.database.query('select attempts, state from alert_notices')).toEqual([{ attempts: 3, state: 'sent' }]);
  });

  it('that is down until the alert is over gets only the news that it is over', async () => {
    const ops = replica();
    const away = replica({ smtpUrl: 'smtp://127.0.0.1:1' });
    await fail(1);
    await watch(away, 2);
    await db.database.query(`update failures set state = 'archived'`);
    await watch(away, 1);
    await hurry();
    await ops.send();
    expect(subjects()).toEqual([firing('1 event').replace('ALERT', 'Resolved')]);
  });

  it('gets nothing about an alert that was over before anybody was told', async () => {
    const ops = replica();
    await fail(1);
    await ops.look();
    world.now += 10_000;
    await ops.look();
    await db.database.query(`update failures set state = 'archived'`);
    world.now += 10_000;
    await ops.look();
    await ops.send();
    expect(mailServer.mails).toEqual([]);
    expect(await db.database.query('select state, reason from alert_notices')).toEqual([{ state: 'dropped', reason: 'over before it was sent' }]);
  });
});

describe('what is kept', () => {
  it('is what fires, then what fired lately; old ones go with what was sent of them', async () => {
    const ops = replica();
    const parked = (parked: number): OutboxReport => ({ service: 'chat-api', reachable: true, reason: null, waiting: 0, parked, oldest_age: 0, parked_events: [], oldest_events: [] });
    world.outboxes = [parked(2)];
    await fail(1);
    await watch(ops, 2);
    world.outboxes = [parked(0)];
    await watch(ops, 1);
    const recent = await listRecentAlerts(db.database, new Date(start), 10);
    expect(recent.map(({ kind, state }) => [kind, state])).toEqual([['dead_letters', 'firing'], ['outbox_parked', 'resolved']]);
    expect(await listRecentAlerts(db.database, new Date(world.now), 10)).toHaveLength(1);
    await db.database.query(`update alerts set resolved_at = now() - interval '31 days' where state = 'resolved'`);
    expect(await purgeOldAlerts(db.database)(goesOn)).toBe(1);
    expect((await listAlerts(db.database)).map(({ kind }) => kind)).toEqual(['dead_letters']);
    expect(await db.database.query(`select 1 from alert_notices where kind = 'outbox_parked'`)).toEqual([]);
  });
});
