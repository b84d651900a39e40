import { describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { signUp } from '../../e2e/client.ts';
import { writeRaw } from '../../e2e/kafka.ts';
import { deadLettersWith, eventsOf, sql } from '../../e2e/oracle.ts';
import { origin, system } from '../../e2e/system.ts';

describe('on brokers with SASL over TLS', () => {
  it('a reminder is scheduled, published and sent by e-mail', async () => {
    const ada = await signUp(origin());
    const due_date = new Date(Date.now() + 7_200_000).toISOString();
    const at = new Date(Date.now() + 5_000).toISOString();
    const task = await ada.addTask('call mom', { due_date, reminders: [{ at }] });
    expect(await eventsOf('reminders', ada.id, 1, 60_000)).toMatchObject([{ type: 'task.reminder', subject: task.id }]);
    const mailed = () => sql(`select 1 from notification_service.deliveries where task_ids[1] = $1 and kind = 'task_reminder' and channel = 'email' and state = 'delivered'`, [task.id]);
    await expect.poll(mailed, { timeout: 60_000 }).toHaveLength(1);
  }, 180_000);

  it('a finished recurring task has its next instance, by a service that logs in with PLAIN', async () => {
    const ada = await signUp(origin());
    const task = await ada.addTask('water the plants', { due_local: '2040-05-06', recurrence: 'FREQ=DAILY' });
    await ada.call('POST', `/tasks/${task.id}/complete`);
    const next = () => sql('select 1 from chat_api.tasks where user_id = $1 and occurrence_index = 1', [ada.id]);
    await expect.poll(next, { timeout: 60_000 }).toHaveLength(1);
  }, 120_000);

  it('bytes that are no event are dead-lettered, and ops-service holds them', async () => {
    const marker = newId();
    await writeRaw(system().kafkaBrokers, 'task-events', 'someone', `{"broken": ${marker}`);
    expect((await deadLettersWith('dlq.task-events', marker, 1, 60_000)).length).toBeGreaterThan(0);
    const held = () => sql(`select 1 from ops_service.dead_letters where position($1::bytea in payload) > 0`, [Buffer.from(marker)]);
    await expect.poll(held, { timeout: 60_000 }).toHaveLength(1);
  }, 180_000);
});
