import { expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { add, aVisitor, call, holds, origin, settled, toast, useBrowser } from './browser.ts';

useBrowser();

const soon = (): string => new Date(Date.now() + 1_500).toISOString();

it('shows reminders as they come, several in a second too, until they are read; they can be done, put off, and looked up', async () => {
  const { page, email } = await aVisitor();
  const titles = ['check the oven', 'feed the cat'];
  for (const title of titles) await call(email, 'POST', '/tasks', { title, reminders: [{ at: soon() }] });
  for (const title of titles) await toast(page, `Reminder: ${title}`).waitFor();
  // Another client made the tasks, so they are news here too.
  await page.getByRole('link', { name: 'Notices, 4 unread' }).first().waitFor();
  await page.locator('.toast').filter({ hasText: 'check the oven' }).filter({ hasText: 'Reminder' }).getByRole('button', { name: 'Done' }).click();
  await page.locator('.toast').filter({ hasText: 'Reminder: feed the cat' }).getByRole('button', { name: 'Snooze 10 min' }).click();
  await settled(page);
  const { items } = await call<{ items: Task[] }>(email, 'GET', '/tasks?status=DONE');
  expect(items.map(({ title }) => title)).toEqual(['check the oven']);
  await page.goto(`${origin()}/#/notices`);
  await page.getByText(/comes again Today/).waitFor();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect.poll(() => page.locator('.notice.unread').count()).toBe(0);
  await page.reload();
  await page.getByText('Reminder: feed the cat').waitFor();
  expect(await page.locator('.notice.unread').count()).toBe(0);
});

it('is silent about what one has just done oneself', async () => {
  const { page, email } = await aVisitor();
  await add(page, 'buy milk');
  await settled(page);
  await expect.poll(async () => (await call<{ items: { read_at: string | null }[] }>(email, 'GET', '/notifications')).items.map(({ read_at }) => read_at !== null), { timeout: 20_000 }).toEqual([true]);
  expect(await page.locator('.toast.notice').count()).toBe(0);
});

it('takes push messages while the page is closed', async () => {
  const { page, context } = await aVisitor();
  await context.grantPermissions(['notifications'], { origin: origin() });
  await holds(page, 'navigator.serviceWorker.controller !== null');
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => first && resolve(first.registrationId));
  });
  await devtools.send('ServiceWorker.enable');
  const data = JSON.stringify({ id: 'n-1', kind: 'task_reminder', title: 'Reminder: check the oven', body: 'Due now.', task_ids: ['t-1'] });
  await devtools.send('ServiceWorker.deliverPushMessage', { origin: origin(), registrationId: await registered, data });
  const shown = 'navigator.serviceWorker.ready.then((worker) => worker.getNotifications()).then((all) => JSON.stringify(all.map(({ title, body }) => [title, body])))';
  await expect.poll(() => page.evaluate(shown)).toBe(JSON.stringify([['Reminder: check the oven', 'Due now.']]));
});
