import { describe, expect, it } from 'vitest';
import { taskReminder } from '#contracts/events/index';
import { makeEvent } from '../../helpers/events.ts';
import { signUp, type Person } from '../client.ts';
import { mailsTo, type Mail } from '../mails.ts';
import { eventsOf, sql } from '../oracle.ts';
import { origin, system } from '../system.ts';
import { pushEndpoint } from '../push.ts';

const emailOf = async (person: Person): Promise<string> => (await person.call<{ email: string }>('GET', '/me')).body.email;

/** Publishes a reminder of a task, as reminder-service does when one is due. */
const remind = async (person: Person, message: string): Promise<string> => {
  await person.say(message);
  const { items } = (await person.call<{ items: { id: string; title: string; due_date: string }[] }>('GET', '/tasks')).body;
  const { id, title, due_date } = items[0]!;
  // A reminder comes long after the task; until the task's creation has arrived, a notice
  // can only give its due time in UTC.
  const known = () => sql(`select 1 from notification_service.tasks where task_id = $1 and facts ? 'title'`, [id]);
  await expect.poll(known, { timeout: 20_000 }).toHaveLength(1);
  const event = makeEvent(
    taskReminder,
    { task_id: id, title, due_at: due_date, remind_at: new Date().toISOString(), reminder_type: 'custom', late_seconds: 0, collapsed: 0 },
    { partitionkey: person.id, source: '/reminder-service' },
  );
  const url = `${system().sidecarUrls['reminder-service']}/v1.0/publish/kafka-pubsub/reminders?metadata.partitionKey=${person.id}`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json', 'dapr-api-token': system().tokens.dapr },
    body: JSON.stringify(event),
  });
  expect(response.status).toBe(204);
  return event.id;
};

interface Notifications {
  items: { id: string; kind: string; title: string; read_at: string | null }[];
}
const notificationsOf = async (person: Person): Promise<Notifications['items']> => (await person.call<Notifications>('GET', '/notifications')).body.items;
const soon = { timeout: 20_000 };
const three = <T>(value: T): T[] => [value, value, value];

describe('from a chat message to the person', () => {
  it('reaches their mailbox, their browser and the page, once each, and one click stops the mails', async () => {
    const ada = await signUp(origin(), { name: 'Ada' });
    const subscription = pushEndpoint().subscription(`/push/${ada.id}`);
    expect((await ada.call('POST', '/push-subscriptions', subscription)).status).toBe(201);
    await remind(ada, 'add buy <milk> tomorrow 9am');
    const email = await emailOf(ada);

    await expect.poll(() => mailsTo(email), soon).toHaveLength(1);
    const [mail] = (await mailsTo(email)) as [Mail];
    expect(mail.subject).toBe('Reminder: buy <milk>');
    expect(mail.text).toMatch(/Due .* 09:00\./);
    expect(mail.html).toContain('buy &lt;milk&gt;');
    expect(mail.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');

    const pushed = () => pushEndpoint().messages.filter(({ path }) => path === `/push/${ada.id}`);
    await expect.poll(pushed, soon).toHaveLength(1);
    expect(pushed()[0]!.body).toMatchObject({ kind: 'task_reminder', title: 'Reminder: buy <milk>' });

    await expect.poll(async () => (await notificationsOf(ada)).map(({ kind }) => kind).sort(), soon).toEqual(['task_created', 'task_reminder']);
    const events = await eventsOf('notification-events', ada.id, 8);
    expect(events.map(({ type }) => type).sort()).toEqual([...Array(4).fill('notification.delivered'), ...Array(4).fill('notification.requested')]);

    const link = /<(https?:\/\/[^>]+)>/.exec(mail.headers['list-unsubscribe']!)![1]!;
    expect(link.startsWith(origin().replace('127.0.0.1', 'localhost'))).toBe(true);
    const stopped = await fetch(link, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' });
    expect(stopped.status).toBe(200);
    await remind(ada, 'add second tomorrow 9am');
    await expect.poll(pushed, soon).toHaveLength(2);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  it('lets them read, snooze and choose', async () => {
    const ada = await signUp(origin());
    await remind(ada, 'add call mum tomorrow 9am');
    await expect.poll(() => notificationsOf(ada), soon).toHaveLength(2);
    const reminder = (await notificationsOf(ada)).find(({ kind }) => kind === 'task_reminder')!;
    expect((await ada.call('POST', `/notifications/${reminder.id}/read`)).body).toMatchObject({ read_at: expect.any(String) });
    expect((await ada.call('POST', `/notifications/${reminder.id}/snooze`, { until: new Date(Date.now() + 2_000).toISOString() })).status).toBe(200);
    await expect.poll(() => notificationsOf(ada), soon).toHaveLength(3);
    expect((await ada.call('PUT', '/notification-preferences', { quiet_hours: { from: 'late', to: 'early' } })).status).toBe(400);
    expect((await (await signUp(origin())).call('POST', `/notifications/${reminder.id}/read`)).status).toBe(404);
  });

  it('does what they say in the chat', async () => {
    const ada = await signUp(origin());
    expect((await ada.say('quiet from 22 to 7')).reply).toContain('Quiet from 22:00 to 07:00');
    expect((await ada.call('GET', '/notification-preferences')).body).toMatchObject({ quiet_hours: { from: '22:00', to: '07:00' } });
    await ada.say('quiet off');
    await remind(ada, 'add water plants tomorrow 9am');
    const delivered = () => sql(`select 1 from notification_service.deliveries where user_id = $1 and kind = 'task_reminder' and state = 'delivered'`, [ada.id]);
    await expect.poll(delivered, soon).toHaveLength(2);
    expect((await ada.say('snooze an hour')).reply).toContain('Snoozed “water plants” until');
  });

  it('waits for the end of quiet hours, in the zone of their profile', async () => {
    const ada = await signUp(origin(), { time_zone: 'Asia/Tokyo' });
    const { body: preferences } = await ada.call('GET', '/notification-preferences');
    const hour = (offset: number): string => new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(Date.now() + offset * 3_600_000);
    await ada.call('PUT', '/notification-preferences', { ...preferences, quiet_hours: { from: hour(-1), to: hour(1) } });
    await remind(ada, 'add sleep tomorrow 9am');
    const states = () => sql<{ state: string; waits: boolean }>(`select state, wake_at > now() + interval '50 minutes' as waits from notification_service.notices where user_id = $1`, [ada.id]);
    await expect.poll(states, soon).toEqual(three({ state: 'waiting', waits: true }));
    expect(await notificationsOf(ada)).toEqual([]);
    await ada.call('PUT', '/notification-preferences', { ...preferences, quiet_hours: null });
    await expect.poll(() => notificationsOf(ada), soon).toHaveLength(2);
  });
});

describe('notification-service, killed while it works', () => {
  it('asks once and delivers once', async () => {
    const ada = await signUp(origin());
    await remind(ada, 'add survive tomorrow 9am');
    system().killApp('notification-service', 'SIGKILL');
    await system().ready('notification-service');
    await expect.poll(() => notificationsOf(ada), { timeout: 90_000 }).toHaveLength(2);
    const states = () => sql<{ state: string }>('select state from notification_service.deliveries where user_id = $1', [ada.id]);
    await expect.poll(states, { timeout: 90_000 }).toEqual(three({ state: 'delivered' }));
    // A service that dies before it records Kafka's answer publishes the same event again.
    const different = async (): Promise<Map<string, string>> => new Map((await eventsOf('notification-events', ada.id, 6)).map(({ id, type }) => [id, type]));
    await expect.poll(async () => [...(await different()).values()].sort(), soon).toEqual([...three('notification.delivered'), ...three('notification.requested')]);
    const mails = await mailsTo(await emailOf(ada));
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  });
});
