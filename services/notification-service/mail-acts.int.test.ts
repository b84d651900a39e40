import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailActs, type MailAct } from './mail-acts.ts';
import { completed, created, deleted, makeTask, reminded } from './testing/task-events.ts';
import { createTestService, type TestService, type TestUser } from './testing/test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await createTestService();
});
afterAll(() => service.close());

const twoDaysMs = 2 * 86_400_000;

/** A user who was reminded of a task by mail, and the links of that mail. */
const reminder = async (title = 'buy milk') => {
  const user = await service.signUp();
  const task = makeTask(user.id, { title });
  await service.consume(created(task), reminded(task));
  await service.loop(user);
  const sent = (await service.events(user, 'notification.requested')).find(({ data }) => data.channel === 'email' && data.kind === 'task_reminder')!;
  const act = { user_id: user.id, notification_id: sent.data.notification_id, task_id: task.id };
  const link = (kind: MailAct['act'], now = new Date()): Promise<string> => createMailActs(service.vapid.privateKey, () => now).sign({ ...act, act: kind });
  return { user, task, link };
};

const show = (token: string) => service.send('POST', '/mail-acts/preview', null, { token });
const follow = (token: string) => service.send('POST', '/mail-acts', null, { token });
const waiting = (user: TestUser): Promise<{ channel: string; title: string; not_before: Date }[]> =>
  service.db.database.query(`select channel, title, not_before from notices where user_id = $1 and state = 'waiting' order by channel`, [user.id]);

describe('the links of a mail', () => {
  it('say what they would do when they are opened, however often, and do nothing', async () => {
    const { user, link } = await reminder();
    const before = service.completions.length;
    for (const act of ['done', 'snooze'] as const) {
      const token = await link(act);
      for (let i = 0; i < 2; i += 1) expect((await show(token)).json()).toEqual({ act, title: 'buy milk' });
    }
    expect(service.completions).toHaveLength(before);
    expect(await waiting(user)).toEqual([]);
  });

  it('complete the task of their user when they are told to', async () => {
    const { user, task, link } = await reminder();
    expect((await follow(await link('done'))).json()).toEqual({ act: 'done', title: 'buy milk' });
    expect(service.completions.at(-1)).toEqual({ user_id: user.id, task_id: task.id });
  });

  it('let the reminder come again in an hour, once, however often they are pressed', async () => {
    const { user, link } = await reminder('Reminder: feed the cat');
    service.clock.now = '2026-11-22T10:00:00.000Z';
    const token = await link('snooze');
    for (let i = 0; i < 2; i += 1) expect((await follow(token)).json()).toEqual({ act: 'snooze', title: 'Reminder: feed the cat' });
    expect(await waiting(user)).toEqual(['email', 'in_app'].map((channel) => ({ channel, title: 'Reminder: feed the cat', not_before: new Date('2026-11-22T11:00:00.000Z') })));
  });

  it('are good for two days, and say so later', async () => {
    const { link } = await reminder();
    const almost = await link('done', new Date(Date.now() - twoDaysMs + 60_000));
    const late = await link('done', new Date(Date.now() - twoDaysMs - 60_000));
    expect((await show(almost)).statusCode).toBe(200);
    for (const send of [show, follow]) expect((await send(late)).statusCode).toBe(410);
  });

  it('are ours or none', async () => {
    const { link } = await reminder();
    const good = await link('done');
    const forged = await createMailActs('another secret').sign({ act: 'done', user_id: crypto.randomUUID(), notification_id: crypto.randomUUID(), task_id: crypto.randomUUID() });
    for (const token of [forged, `${good}x`, 'x']) expect((await follow(token)).statusCode).toBe(404);
  });

  it('say that a task is gone where it was deleted, and leave one that is done alone', async () => {
    const { task, link } = await reminder();
    await service.consume(completed(task, 2));
    expect((await show(await link('done'))).statusCode).toBe(200);
    await service.consume(deleted(task, 3));
    for (const send of [show, follow]) expect((await send(await link('snooze'))).json()).toMatchObject({ status: 404, title: 'This task is gone' });
  });
});
