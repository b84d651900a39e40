import { expect, it } from 'vitest';
import { aVisitor, call, origin, useBrowser } from './browser.ts';

useBrowser();

it('keeps the profile and how one is told, and shows where one is signed in', async () => {
  const { page, email } = await aVisitor();
  await page.goto(`${origin()}/#/settings`);
  await page.getByLabel('Name', { exact: true }).fill('Ada');
  await page.getByLabel('Time zone').selectOption('America/New_York');
  await page.getByLabel('03/04 means').selectOption('month_day');
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await page.getByText('Saved.').first().waitFor();
  expect(await call(email, 'GET', '/me')).toMatchObject({ name: 'Ada', time_zone: 'America/New_York', date_order: 'month_day' });
  await page.getByRole('group', { name: 'Reminders' }).getByLabel('By e-mail').selectOption('digest');
  await page.getByLabel(/quiet hours; it comes/).check();
  await page.getByLabel('Quiet from').fill('21:30');
  await page.getByRole('button', { name: 'Save the notifications' }).click();
  await expect.poll(() => call(email, 'GET', '/notification-preferences')).toMatchObject({ task_reminder: { email: 'digest', in_app: 'now' }, quiet_hours: { from: '21:30', to: '07:00' } });
  await page.getByText('this browser', { exact: true }).waitFor();
  await page.reload();
  await expect.poll(() => page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ada');
});

it('says what is missing in a form, and loses nothing of it', async () => {
  const { page } = await aVisitor();
  await page.goto(`${origin()}/#/settings`);
  await page.getByLabel(/quiet hours; it comes/).check();
  for (const label of ['Quiet from', 'Quiet until']) await page.getByLabel(label).fill('07:00');
  await page.getByRole('button', { name: 'Save the notifications' }).click();
  await page.getByRole('alert').filter({ hasText: 'must differ' }).waitFor();
  expect(await page.getByLabel('Quiet from').inputValue()).toBe('07:00');
});
