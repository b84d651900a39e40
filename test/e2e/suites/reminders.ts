import { describe, expect, it } from 'vitest';
import type { Event } from '#contracts/define-event';
import { taskReminder } from '#contracts/events/index';
import type { Task } from '#contracts/task';
import { signUp, type Person } from '../client.ts';
import { readTopic, type TopicMessage } from '../kafka.ts';
import { eventsOf, sql } from '../oracle.ts';
import { origin, system } from '../system.ts';

type Reminder = Event<typeof taskReminder>;

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();
const remindAt = (...instants: string[]): object => ({ due_date: soon(7_200), reminders: instants.map((at) => ({ at })) });
const remindersOf = async (person: Person, count: number): Promise<Reminder[]> => (await eventsOf('reminders', person.id, count, 60_000)) as Reminder[];

const scheduled = async (task: Task, state = 'pending'): Promise<number> =>
  (await sql('select 1 from reminder_service.reminders where task_id = $1 and state = $2', [task.id, state])).length;

const parse = ({ value }: TopicMessage): Reminder => taskReminder.schema.parse(JSON.parse(value));

/**
 * Makes sure that nothing else comes: a reminder of another task, scheduled and due after
 * all others, is the last of this person. A publisher that dies before it records Kafka's
 * answer publishes the same event again; it counts once, as it does for every consumer.
 */
const expectOnly = async (person: Person, titles: string[]): Promise<Reminder[]> => {
  const last = await person.addTask('the last one', remindAt(soon(2)));
  const mine = (messages: readonly TopicMessage[]): Reminder[] => messages.filter(({ key }) => key === person.id).map(parse);
  const hasLast = (messages: readonly TopicMessage[]): boolean => mine(messages).some(({ subject }) => subject === last.id);
  const events = new Map(mine(await readTopic(system().kafkaBrokers, 'reminders', hasLast, 60_000)).map((event) => [event.id, event]));
  expect([...events.values()].map(({ data }) => data.title)).toEqual([...titles, 'the last one']);
  return [...events.values()];
};

describe('a reminder', () => {
  it('is scheduled within 2 s of the task, and published once within seconds of its time', async () => {
    const ada = await signUp(origin());
    // A consumer that has just started takes events only after a few seconds.
    const first = await ada.addTask('far away', { due_local: '2040-05-06' });
    await expect.poll(() => scheduled(first), { timeout: 30_000 }).toBe(2);
    const at = soon(5);
    const task = await ada.addTask('call mom', remindAt(at));
    await expect.poll(() => scheduled(task), { timeout: 2_000, interval: 50 }).toBe(1);
    await remindersOf(ada, 1);
    const [event] = await expectOnly(ada, ['call mom']);
    expect(event).toMatchObject({ subject: task.id, source: '/reminder-service', data: { task_id: task.id, remind_at: at, reminder_type: 'custom', late_seconds: 0, collapsed: 0 } });
    expect(Date.parse(event!.time) - Date.parse(at)).toBeLessThan(3_000);
    const created = (await eventsOf('task-events', ada.id, 2)).find(({ subject }) => subject === task.id);
    expect(event).toMatchObject({ correlationid: created!.correlationid, causationid: created!.id });
  });

  it('comes as the chat asked for', async () => {
    const ada = await signUp(origin());
    await ada.say('add pay the rent tomorrow at 6pm');
    const rows = () => sql<{ type: string; hours: number }>(
      `select reminder_type as type, extract(epoch from (fields ->> 'due_date')::timestamptz - remind_at)::float8 / 3600 as hours
       from reminder_service.reminders join reminder_service.tasks using (task_id) where user_id = $1 and reminder_type = '1_hour_before'`, [ada.id]);
    await expect.poll(rows, { timeout: 10_000 }).toEqual([{ type: '1_hour_before', hours: 1 }]);
  });

  it('of a task that is completed, deleted or moved away does not come; reopening restores it', async () => {
    const ada = await signUp(origin());
    const at = soon(12);
    const [done, gone, moved, reopened] = [
      await ada.addTask('done', remindAt(at)), await ada.addTask('gone', remindAt(at)), await ada.addTask('moved', remindAt(at)), await ada.addTask('reopened', remindAt(at)),
    ];
    await ada.call('POST', `/tasks/${done.id}/complete`);
    await ada.call('DELETE', `/tasks/${gone.id}`);
    await ada.call('PATCH', `/tasks/${moved.id}`, { reminders: [{ at: soon(3_600) }] });
    await ada.call('POST', `/tasks/${reopened.id}/complete`);
    await expect.poll(() => scheduled(reopened), { timeout: 10_000 }).toBe(0);
    await ada.call('POST', `/tasks/${reopened.id}/reopen`);
    await expect.poll(() => scheduled(reopened), { timeout: 5_000 }).toBe(1);
    await remindersOf(ada, 1);
    await expectOnly(ada, ['reopened']);
  });

  it('comes once although the service dies around its time, again and again', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => signUp(origin())));
    const tasks = await Promise.all(people.map((person, i) => person.addTask('in a crash', remindAt(soon(6 + i / 2), soon(8 + i / 2)))));
    await expect.poll(async () => (await Promise.all(tasks.map((task) => scheduled(task)))).every((count) => count === 2), { timeout: 10_000, interval: 50 }).toBe(true);
    // Kills near the moment of the commit, of the publishing and of the acknowledgement.
    for (const round of [1, 3]) {
      await expect.poll(async () => (await Promise.all(tasks.map((task) => scheduled(task, 'sent')))).reduce((a, b) => a + b), { timeout: 30_000, interval: 20 }).toBeGreaterThanOrEqual(round);
      system().killApp('reminder-service', 'SIGKILL');
      await expect.poll(() => system().pid('reminder-service'), { timeout: 20_000 }).toBeUndefined();
      await system().ready('reminder-service');
    }
    await Promise.all(people.map((person) => expectOnly(person, ['in a crash', 'in a crash'])));
  });

  it('that a downtime held up comes late, says so, and stands for the others of its task', async () => {
    const ada = await signUp(origin());
    const task = await ada.addTask('held up', remindAt(soon(3_000), soon(3_300), soon(3_500)));
    await expect.poll(() => scheduled(task), { timeout: 5_000 }).toBe(3);
    await system().stopApp('reminder-service');
    await sql(`update reminder_service.reminders set remind_at = remind_at - interval '1 hour' where task_id = $1`, [task.id]);
    const finished = await ada.addTask('finished meanwhile', remindAt(soon(1)));
    await ada.call('POST', `/tasks/${finished.id}/complete`);
    await system().startApp('reminder-service');
    const [event] = await expectOnly(ada, []);
    expect(event!.data.title).toBe('the last one');
    const held = (await remindersOf(ada, 2)).find(({ subject }) => subject === task.id)!;
    expect(held.data.collapsed).toBe(2);
    expect(held.data.late_seconds).toBeGreaterThanOrEqual(100);
    expect(held.data.late_seconds).toBeLessThan(200);
  });
});
