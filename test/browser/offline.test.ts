import { expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { add, aVisitor, call, origin, row, section, settled, holds, toast, useBrowser } from './browser.ts';

useBrowser();

const tasksOf = async (email: string): Promise<Task[]> => (await call<{ items: Task[] }>(email, 'GET', '/tasks')).items;

it('takes changes without the server, over a reload too, and catches up when it is back', async () => {
  const { page, context, email } = await aVisitor();
  for (const text of ['buy milk', 'call mom']) await add(page, text);
  await settled(page);
  await holds(page, 'navigator.serviceWorker.controller !== null');
  await context.setOffline(true);
  await row(page, 'buy milk').getByLabel('Complete buy milk').click();
  await page.getByLabel('Add a task', { exact: true }).fill('water the plants tomorrow');
  await page.keyboard.press('Enter');
  await page.getByText(/^Offline: 2 changes wait$/).waitFor();
  await page.reload();
  await row(page, 'call mom').waitFor();
  await page.getByText(/^Offline/).waitFor();
  expect(await row(page, 'buy milk').count()).toBe(0);
  await page.getByLabel('Message', { exact: true }).fill('add a third thing');
  await page.keyboard.press('Enter');
  await page.locator('.line.waits').filter({ hasText: 'add a third thing' }).waitFor();
  await context.setOffline(false);
  await section(page, 'Tomorrow').getByText('water the plants', { exact: true }).waitFor();
  await settled(page);
  await expect.poll(() => page.getByText(/^Offline/).count()).toBe(0);
  expect((await tasksOf(email)).map(({ title, status }) => `${title} ${status}`).sort()).toEqual(['a third thing TODO', 'buy milk DONE', 'call mom TODO', 'water the plants TODO']);
});

it('keeps what others changed meanwhile, and says what it could not do', async () => {
  const { page, context, email } = await aVisitor();
  await add(page, 'plan the party');
  await settled(page);
  const [task] = await tasksOf(email);
  await context.setOffline(true);
  await row(page, 'plan the party').getByRole('button', { name: 'plan the party', exact: true }).click();
  const editor = page.getByRole('group', { name: /^Details of/ });
  await editor.getByLabel('Notes').fill('ask Ada');
  await editor.getByLabel('Title').fill('plan my party');
  await page.keyboard.press('Enter');
  await call(email, 'PATCH', `/tasks/${task!.id}`, { title: 'plan our party', priority: 'HIGH' });
  await context.setOffline(false);
  await toast(page, 'title of “plan our party” changed elsewhere meanwhile').waitFor();
  expect((await tasksOf(email))[0]).toMatchObject({ title: 'plan our party', priority: 'HIGH', description: 'ask Ada' });
  await page.getByRole('button', { name: 'Use mine' }).click();
  await expect.poll(async () => (await tasksOf(email))[0]!.title).toBe('plan my party');
});

it('takes back what was never sent without asking the server', async () => {
  const { page, context, email } = await aVisitor();
  await add(page, 'buy milk');
  await settled(page);
  await context.setOffline(true);
  await row(page, 'buy milk').getByLabel('Complete buy milk').click();
  await page.getByText(/^Offline: 1 change waits$/).waitFor();
  await page.getByLabel('Select buy milk').isHidden();
  await page.getByRole('button', { name: /^Done/ }).click();
  await section(page, 'Done').getByText('buy milk', { exact: true }).waitFor();
  await context.setOffline(false);
  await expect.poll(async () => (await tasksOf(email))[0]!.status).toBe('DONE');
  await page.getByText(/^Offline/).waitFor({ state: 'hidden' });
  expect(page.url()).toContain(origin());
});
