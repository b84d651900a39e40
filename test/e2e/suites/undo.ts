import { describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { signUp, type Person } from '../client.ts';
import { mailsTo } from '../mails.ts';
import { eventsOf } from '../oracle.ts';
import { origin } from '../system.ts';

type Act = { id: string; text: string } | null;

const tasksOf = async (person: Person): Promise<Task[]> => (await person.call<{ items: Task[] }>('GET', '/tasks')).body.items;
const nextActs = async (person: Person) => (await person.call<{ undo: Act; redo: Act }>('GET', '/undo')).body;
const seen = async (person: Person): Promise<string[]> => (await tasksOf(person)).map(({ title, status, due_local }) => `${title} ${status} ${due_local}`).sort();
const soon = { timeout: 30_000 };

describe('undo', () => {
  it('is of the person: the chat takes back what the page did, and the page what the chat did', async () => {
    const ada = await signUp(origin());
    const milk = await ada.addTask('milk');
    await ada.say('add buy bread');
    await ada.call('POST', `/tasks/${milk.id}/complete`);
    await ada.say('undo');
    expect(await seen(ada)).toEqual(['buy bread TODO null', 'milk TODO null']);
    const { undo, redo } = await nextActs(ada);
    expect([undo?.text, redo?.text]).toEqual(['Added “buy bread”', 'Completed “milk”']);
    expect((await ada.call('POST', '/undo', { id: undo!.id })).status).toBe(200);
    expect(await seen(ada)).toEqual(['milk TODO null']);
    expect((await eventsOf('task-events', ada.id, 5)).map(({ type }) => type)).toEqual(['task.created', 'task.created', 'task.completed', 'task.updated', 'task.deleted']);
  });

  it('of a completion takes the next instance back; completing again makes it again', async () => {
    const ada = await signUp(origin());
    const walk = await ada.addTask('walk', { due_local: '2030-11-26', recurrence: 'FREQ=DAILY' });
    const both = ['walk DONE 2030-11-26', 'walk TODO 2030-11-27'];
    await ada.call('POST', `/tasks/${walk.id}/complete`);
    await expect.poll(() => seen(ada), soon).toEqual(both);
    await ada.say('undo');
    expect(await seen(ada)).toEqual(['walk TODO 2030-11-26']);
    await ada.call('POST', `/tasks/${walk.id}/complete`);
    await expect.poll(() => seen(ada), soon).toEqual(both);
  });
});

describe('a reminder in a minute', () => {
  it('reaches mail and page, and says when', async () => {
    const ada = await signUp(origin());
    const reply = await ada.say('remind me in 1 minute to check the oven');
    expect(reply.actions).toHaveLength(1);
    const [task] = (await ada.call<{ items: (Task & { next_reminder_at: string | null })[] }>('GET', '/tasks')).body.items;
    expect(task!.next_reminder_at).toBe(task!.due_date);
    const { email } = (await ada.call<{ email: string }>('GET', '/me')).body;
    const reminders = async (): Promise<string[]> =>
      (await ada.call<{ items: { kind: string; title: string }[] }>('GET', '/notifications')).body.items.filter(({ kind }) => kind === 'task_reminder').map(({ title }) => title);
    await expect.poll(reminders, { timeout: 110_000, interval: 500 }).toEqual(['Reminder: check the oven']);
    const mails = async () => (await mailsTo(email)).filter(({ subject }) => subject === 'Reminder: check the oven').map(({ text }) => text);
    await expect.poll(mails, soon).toEqual([expect.stringContaining(`${task!.due_local!.slice(11)}.`)]);
  }, 180_000);
});
