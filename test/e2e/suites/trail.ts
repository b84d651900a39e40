import { describe, expect, it } from 'vitest';
import type { Trail } from '#contracts/http/trail';
import { signInAdmin, signUp } from '../client.ts';
import { eventsOf } from '../oracle.ts';
import { origin } from '../system.ts';

describe('the trail of a chat message', () => {
  it('leads from the message to its audit entry, its reminders and its mail', async () => {
    const ada = await signUp(origin());
    const admin = await signInAdmin(origin());
    await ada.say('add follow me in 1 minute');
    const [created] = await eventsOf('task-events', ada.id, 1);
    const path = `/trail/${encodeURIComponent(created!.correlationid)}`;
    const read = async (): Promise<Trail> => (await admin.call<Trail>('GET', path)).body;
    const told = async (): Promise<string[]> => (await read()).steps.map(({ service, what }) => `${service} ${what}`);
    const soon = { timeout: 30_000, interval: 500 };
    await expect.poll(told, soon).toEqual(expect.arrayContaining([
      'chat-api took a chat message', 'chat-api answered', 'audit-service recorded task.created', 'reminder-service handled the event', 'reminder-service planned a reminder',
      'notification-service handled the event', 'realtime-service had nobody to show the change to',
    ]));
    const { services, steps } = await read();
    expect(services.filter(({ answered }) => !answered)).toEqual([]);
    expect(services.find(({ service }) => service === 'recurring-service')).toMatchObject({ steps: 0 });
    expect(JSON.stringify(steps)).not.toContain('follow me');
    await expect.poll(told, { timeout: 120_000, interval: 1_000 }).toEqual(expect.arrayContaining(['reminder-service sent a reminder', 'notification-service sent by email']));
    expect((await ada.call('GET', path)).status).toBe(403);
  }, 180_000);
});
