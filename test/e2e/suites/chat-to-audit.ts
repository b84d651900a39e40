import { describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { signInAdmin, signUp } from '../client.ts';
import { eventsOf, handledBy } from '../oracle.ts';
import { origin } from '../system.ts';

describe('from a chat message to the audit trail', () => {
  it('makes the task, echoes its date, publishes its events and records the entry', async () => {
    const ada = await signUp(origin());
    const { reply } = await ada.say('add buy milk tomorrow 9am #home !high');
    expect(reply).toContain('buy milk');
    expect(reply).toContain('due tomorrow 09:00');

    const { items } = (await ada.call<{ items: Task[] }>('GET', '/tasks')).body;
    expect(items).toHaveLength(1);
    const task = items[0]!;
    expect(task).toMatchObject({ title: 'buy milk', tags: ['home'], priority: 'HIGH', status: 'TODO', version: 1, time_zone: 'Europe/Berlin' });
    expect(task.due_local).toMatch(/T09:00$/);

    const [created] = await eventsOf('task-events', ada.id, 1);
    expect(created).toMatchObject({ type: 'task.created', source: '/chat-api', subject: task.id, partitionkey: ada.id, channel: 'chat', data: { task_id: task.id } });
    // The answer of the API says more than the event: when the next reminder comes.
    expect(task).toMatchObject((created!.data as { task: Task }).task);
    const [changed] = await eventsOf('task-updates', ada.id, 1);
    expect(changed).toMatchObject({ type: 'task.changed', correlationid: created!.correlationid, data: { update_type: 'created', user_seq: 1 } });

    const admin = await signInAdmin(origin());
    const entry = await expect.poll(async () => (await admin.call<{ items: Record<string, unknown>[] }>('GET', `/audit?user_id=${ada.id}`)).body.items, { timeout: 20_000 });
    await entry.toMatchObject([{ operation: 'task.created', actor: ada.id, source: 'chat', task_id: task.id, before: null, after: { title: 'buy milk' } }]);
  });

  it('is one trace from the request to the handler', async () => {
    const ada = await signUp(origin());
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    await ada.call('POST', '/tasks', { title: 'traced' }, { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
    await expect.poll(() => handledBy(ada.id), { timeout: 20_000 }).toHaveLength(1);
    expect((await handledBy(ada.id))[0]!.traceparent).toContain(traceId);
  });

  it('shows the trail to administrators only', async () => {
    const ada = await signUp(origin());
    expect((await ada.call('GET', '/audit')).status).toBe(403);
  });
});
