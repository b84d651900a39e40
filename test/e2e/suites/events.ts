import { describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { signUp } from '../client.ts';
import { auditedOf, eventsOf, handledBy } from '../oracle.ts';
import { origin } from '../system.ts';

describe('the five operations', () => {
  it('publish the right events with the right payloads, each with the next version', async () => {
    const ada = await signUp(origin());
    const task = await ada.addTask('write letters', { due_local: '2030-05-06T10:00', priority: 'LOW' });
    await ada.call('PATCH', `/tasks/${task.id}`, { title: 'write a letter', priority: 'HIGH' });
    await ada.call('POST', `/tasks/${task.id}/complete`);
    await ada.call('POST', `/tasks/${task.id}/reopen`);
    await ada.call('DELETE', `/tasks/${task.id}`);

    const events = await eventsOf('task-events', ada.id, 5);
    expect(events.map(({ type }) => type)).toEqual(['task.created', 'task.updated', 'task.completed', 'task.updated', 'task.deleted']);
    expect(events.map(({ sequence }) => Number(sequence))).toEqual([1, 2, 3, 4, 5]);
    expect(events.every(({ channel, subject }) => channel === 'api' && subject === task.id)).toBe(true);
    expect(events[0]!.data).toMatchObject({ task_id: task.id, task: { title: 'write letters', due_date: '2030-05-06T08:00:00.000Z' } });
    expect(events[1]!.data).toEqual({
      task_id: task.id,
      changed_fields: expect.arrayContaining(['title', 'priority']),
      changes: { title: { old: 'write letters', new: 'write a letter' }, priority: { old: 'LOW', new: 'HIGH' } },
    });
    expect(events[2]!.data).toMatchObject({ task: { status: 'DONE', version: 3, completed_at: expect.any(String) } });
    expect(events[3]!.data).toMatchObject({ changed_fields: expect.arrayContaining(['status', 'completed_at']), changes: { status: { old: 'DONE', new: 'TODO' } } });
    expect(events[4]!.data).toEqual({ task_id: task.id });

    const updates = await eventsOf('task-updates', ada.id, 5);
    expect(updates.map(({ data }) => (data as { update_type: string }).update_type)).toEqual(['created', 'updated', 'completed', 'updated', 'deleted']);
    expect(updates.map(({ data }) => (data as { user_seq: number }).user_seq)).toEqual([1, 2, 3, 4, 5]);

    await expect.poll(async () => (await auditedOf(ada.id)).map(({ operation }) => operation), { timeout: 20_000 }).toEqual(events.map(({ type }) => type));
  });

  it('keep one user in order under 50 concurrent writes', async () => {
    const ada = await signUp(origin());
    const task = await ada.addTask('contended');
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => ada.call<Task>('PATCH', `/tasks/${task.id}`, { title: `title ${i}` })));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    const events = await eventsOf('task-events', ada.id, 51);
    expect(events.map(({ sequence }) => Number(sequence))).toEqual(Array.from({ length: 51 }, (_, i) => i + 1));
    await expect.poll(() => handledBy(ada.id), { timeout: 30_000 }).toHaveLength(51);
    expect((await handledBy(ada.id)).map(({ event_id }) => event_id)).toEqual(events.map(({ id }) => id));
  });

  it('all arrive when 200 users write at once', async () => {
    const people = [];
    for (let i = 0; i < 10; i++) people.push(...(await Promise.all(Array.from({ length: 20 }, () => signUp(origin())))));
    await Promise.all(people.map((person) => person.addTask('at once')));
    const ids = people.map(({ id }) => id);
    await expect.poll(async () => new Set((await Promise.all(ids.slice(0, 5).map(auditedOf))).flat().map((entry) => entry.event_id)).size, { timeout: 30_000 }).toBe(5);
    await expect.poll(async () => (await Promise.all(ids.map((id) => handledBy(id)))).flat().length, { timeout: 60_000, interval: 1_000 }).toBe(200);
  });
});
