import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { aVisitor, call, openContext, origin, password, useBrowser } from './browser.ts';
import { linkOf, mailTo, shownAt } from './inbox.ts';

useBrowser();

const soon = (): string => new Date(Date.now() + 1_500).toISOString();

/** Opens a link of a mail in a browser where nobody is signed in. */
const follow = async (link: string): Promise<Page> => {
  const page = await (await openContext()).newPage();
  await page.goto(link);
  return page;
};

/** A person whose address is confirmed by the mail that followed the sign-up. */
const aReader = async () => {
  const visitor = await aVisitor();
  const page = await follow(linkOf(await mailTo(visitor.email, 'Confirm your address'), 'Confirm the address'));
  await page.getByRole('button', { name: 'Yes, it is mine' }).click();
  await page.getByText('the address is confirmed').waitFor();
  return visitor;
};

const statusOf = async (email: string, id: string): Promise<string> => (await call<Task>(email, 'GET', `/tasks/${id}`)).status;

it('brings a reminder from sign-up to the mail, with notes, tags and a link that completes the task once its page is told to', async () => {
  const { email } = await aReader();
  const { id } = await call<Task>(email, 'POST', '/tasks', { title: 'check the oven', description: 'the cake\nand the bread', tags: ['kitchen'], reminders: [{ at: soon() }] });
  const mail = await mailTo(email, 'Reminder: check the oven');
  const shown = await follow(shownAt(mail));
  for (const text of ['check the oven', 'and the bread', '#kitchen']) await shown.getByText(text).waitFor();
  expect(await shown.getByRole('link').allInnerTexts()).toEqual(['Done', 'Snooze 1 hour', 'Open the task', 'Stop these mails', 'Notification settings']);
  const page = await follow((await shown.getByRole('link', { name: 'Done' }).getAttribute('href'))!);
  await page.getByRole('heading', { name: 'Is “check the oven” done?' }).waitFor();
  expect(await statusOf(email, id)).toBe('TODO');
  await page.getByRole('button', { name: 'Yes, complete it' }).click();
  await page.getByText('“check the oven” is done.').waitFor();
  expect(await statusOf(email, id)).toBe('DONE');
});

it('lets a reminder come again, stops the mails of a kind, and says where the way back is', async () => {
  const { email, page } = await aReader();
  await call<Task>(email, 'POST', '/tasks', { title: 'feed the cat', reminders: [{ at: soon() }] });
  const mail = await mailTo(email, 'Reminder: feed the cat');
  const asks = await follow(linkOf(mail, 'Snooze 1 hour'));
  await asks.getByRole('button', { name: 'Yes, in an hour' }).press('Enter');
  await asks.getByText('The reminder comes again in an hour.').waitFor();
  await expect.poll(() => asks.evaluate('document.activeElement.textContent')).toBe('Open your tasks');
  const stops = await follow(linkOf(mail, 'Stop these mails'));
  await stops.getByRole('button', { name: 'Stop them' }).click();
  await stops.getByText('The settings turn them on again.').waitFor();
  await page.goto(`${origin()}/#/settings`);
  const byMail = page.getByRole('group', { name: 'Reminders' }).getByLabel('By e-mail');
  await expect.poll(() => byMail.inputValue()).toBe('off');
  await byMail.selectOption('now');
  await page.getByRole('button', { name: 'Save the notifications' }).click();
  await expect.poll(() => call(email, 'GET', '/notification-preferences')).toMatchObject({ task_reminder: { email: 'now' } });
});

it('says that a link is of no use any more, and where to go', async () => {
  const page = await follow(`${origin()}/#/mail?token=nothing`);
  await page.getByRole('alert').filter({ hasText: 'This link is not valid' }).waitFor();
  await page.getByRole('link', { name: 'Open your tasks' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

it('lets one choose a new password by a mail, which signs everybody else out', async () => {
  const { email, page: before } = await aVisitor();
  const page = await follow(origin());
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('a mail with a link is on its way').waitFor();
  const chosen = `${password}, the second`;
  await page.goto(linkOf(await mailTo(email, 'Confirm your address with a new password'), 'Choose a new password'));
  await page.getByRole('textbox', { name: 'New password' }).fill(chosen);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('The password is changed.').waitFor();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(chosen);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Add a task', { exact: true }).waitFor();
  await before.reload();
  await before.getByRole('heading', { name: 'Sign in' }).waitFor();
});
