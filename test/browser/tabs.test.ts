import { expect, it } from 'vitest';
import { add, aVisitor, call, openContext, origin, row, settled, signIn, useBrowser } from './browser.ts';

useBrowser();

it('keeps two tabs in step, in the list and in the chat', async () => {
  const { page, context } = await aVisitor();
  const second = await context.newPage();
  await second.goto(origin());
  await second.getByLabel('Add a task', { exact: true }).waitFor();
  await page.getByLabel('Message', { exact: true }).fill('add buy milk');
  await page.keyboard.press('Enter');
  await row(second, 'buy milk').waitFor();
  await second.locator('.line.user').filter({ hasText: 'add buy milk' }).waitFor();
  await second.locator('.line.assistant').filter({ hasText: /Added “?buy milk/ }).waitFor();
  await row(second, 'buy milk').getByLabel('Complete buy milk').click();
  await expect.poll(() => row(page, 'buy milk').count()).toBe(0);
  // The tab that sends for both is closed.
  await page.close();
  await add(second, 'call mom');
  await settled(second);
});

it('shows another device what is done on this one, one row at a time', async () => {
  const { page, email } = await aVisitor();
  const there = await (await openContext()).newPage();
  await signIn(there, email);
  for (const text of ['buy milk', 'call mom']) await add(page, text);
  await row(there, 'buy milk').waitFor();
  await row(there, 'call mom').waitFor();
  const reads: string[] = [];
  there.on('request', (request) => {
    if (/\/tasks(\?|$)/.test(request.url())) reads.push(request.url());
  });
  const kept = await row(there, 'call mom').elementHandle();
  const { items } = await call<{ items: { id: string; title: string }[] }>(email, 'GET', '/tasks?q=milk');
  await call(email, 'PATCH', `/tasks/${items[0]!.id}`, { title: 'buy oat milk' });
  await row(there, 'buy oat milk').waitFor();
  await row(page, 'buy oat milk').waitFor();
  expect(await kept!.evaluate('(element) => element.isConnected')).not.toBe(false);
  expect(reads).toEqual([]);
});

it('lets one say several things while the first is still being answered', async () => {
  const { page } = await aVisitor();
  const message = page.getByLabel('Message', { exact: true });
  await page.route('**/chat', async (route) => {
    await new Promise((resolve) => page.once('console', resolve));
    await route.continue();
  }, { times: 1 });
  for (const text of ['add one', 'add two', 'add three']) {
    await message.fill(text);
    await page.keyboard.press('Enter');
  }
  await expect.poll(() => page.locator('.line.waits').count()).toBe(3);
  await page.evaluate('console.log("go on")');
  await expect.poll(() => page.locator('.line.user').allInnerTexts()).toEqual([expect.stringContaining('add one'), expect.stringContaining('add two'), expect.stringContaining('add three')]);
  await settled(page);
  await expect.poll(() => page.locator('.row').count()).toBe(3);
});
