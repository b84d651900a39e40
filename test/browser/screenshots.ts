import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { it } from 'vitest';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { add, aVisitor, call, openContext, origin, row, settled, signIn, useBrowser } from './browser.ts';
import { linkOf, mailTo, shownAt } from './inbox.ts';
import { anOperator } from './operators.ts';

useBrowser();

const into = (name: string): string => join(projectRoot, 'docs', `${name}.png`);

const lines = [
  'buy milk today at 23:00 #home', 'water the plants every friday at 8am #home', 'call mom tomorrow at 9am #family', 'finish the report by tomorrow 5pm #work !high',
  'dentist on december 15 at 14:30', 'read “The Left Hand of Darkness” #books !low', 'pick a present for Ada #family',
];

const shoot = async (page: Page, name: string): Promise<void> => {
  await page.evaluate('document.activeElement?.blur(); document.querySelectorAll(".toast [aria-label^=Dismiss]").forEach((button) => button.click())');
  await page.mouse.move(0, 0);
  await page.screenshot({ path: into(name) });
};

// npm run screenshots: makes the pictures in docs/ of the page as it is now.
it('takes the pictures', async () => {
  const { page, email } = await aVisitor({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  // The chat would ask whether a date in the past is meant.
  await call(email, 'POST', '/tasks', { title: 'file the tax return', due_local: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10), tags: ['paper'], priority: 'HIGH' });
  for (const line of lines) await add(page, line);
  await settled(page);
  await row(page, 'dentist').waitFor();
  await shoot(page, 'page');
  await row(page, 'water the plants').getByRole('button', { name: 'water the plants', exact: true }).click();
  await page.getByText(/^Next: /).waitFor();
  await page.screenshot({ path: into('page-editing') });
  const dark = await (await openContext({ colorScheme: 'dark', reducedMotion: 'reduce' })).newPage();
  await signIn(dark, email);
  await row(dark, 'dentist').waitFor();
  await shoot(dark, 'page-dark');
  const phone = await (await openContext({ viewport: { width: 390, height: 780 }, reducedMotion: 'reduce' })).newPage();
  await signIn(phone, email);
  await row(phone, 'dentist').waitFor();
  await shoot(phone, 'page-phone');
  await phone.goto(`${origin()}/#/chat`);
  await phone.locator('.line').first().waitFor();
  await shoot(phone, 'page-phone-chat');
});

it('takes the picture of the operators’ page', async () => {
  const page = await anOperator({ viewport: { width: 1280, height: 1080 }, reducedMotion: 'reduce' });
  await page.goto(`${origin()}/#/ops`);
  await page.locator('.picture svg').waitFor();
  await page.getByText('1 event of type task.deleted').waitFor();
  await shoot(page, 'ops');
});

it('takes the pictures of a mail', async () => {
  const { email, page } = await aVisitor();
  await page.goto(linkOf(await mailTo(email, 'Confirm your address'), 'Confirm the address'));
  await page.getByRole('button', { name: 'Yes, it is mine' }).click();
  await page.getByText('the address is confirmed').waitFor();
  const due = new Date(Date.now() + 3_600_000).toISOString().slice(0, 16);
  const reminders = [{ at: new Date(Date.now() + 1_500).toISOString() }];
  await call(email, 'POST', '/tasks', { title: 'Pick up the cake', description: 'Chocolate, for twelve.\nThe shop closes at six.', tags: ['family', 'town'], due_local: due, time_zone: 'America/New_York', reminders });
  const mail = await mailTo(email, 'Reminder: Pick up the cake');
  for (const [colorScheme, name] of [['light', 'mail'], ['dark', 'mail-dark']] as const) {
    const shown = await (await openContext({ colorScheme, viewport: { width: 640, height: 460 } })).newPage();
    await shown.goto(shownAt(mail));
    await shown.screenshot({ path: into(name) });
  }
});
