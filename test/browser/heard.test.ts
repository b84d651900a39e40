import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { add, aVisitor, call, row, settled, useBrowser } from './browser.ts';

useBrowser();

/**
 * Records every line that a live region of the page would have a screen reader speak,
 * however it got there.
 */
const listen = (page: Page): Promise<unknown> =>
  page.evaluate(`
    window.heard = [];
    const live = '[aria-live]:not([aria-live=off]), [role=status]:not([aria-live]), [role=alert]:not([aria-live]), [role=log]:not([aria-live])';
    const note = (node) => {
      const element = node instanceof Element ? node : node.parentElement;
      if (element?.closest(live) && node.textContent.trim() !== '') window.heard.push(node.textContent.trim());
    };
    new MutationObserver((changes) => changes.forEach(({ type, target, addedNodes }) => (type === 'childList' ? addedNodes.forEach(note) : note(target))))
      .observe(document.body, { childList: true, characterData: true, subtree: true });
  `);

const heardOf = async (page: Page, words: string): Promise<string[]> => ((await page.evaluate('window.heard')) as string[]).filter((line) => line.includes(words));

it('has a screen reader say each thing once: what was added, done, taken back, answered, changed elsewhere, and that the server is away', async () => {
  const { page, email, context } = await aVisitor();
  await listen(page);
  await add(page, 'buy milk');
  await settled(page);
  await expect.poll(() => heardOf(page, 'Added “buy milk”')).toHaveLength(1);
  await row(page, 'buy milk').getByLabel('Complete buy milk').click();
  await expect.poll(() => heardOf(page, 'Completed “buy milk”')).toHaveLength(1);
  await settled(page);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => heardOf(page, 'Undone: Completed “buy milk”')).toHaveLength(1);
  await page.getByLabel('Message', { exact: true }).fill('add call mom');
  await page.keyboard.press('Enter');
  await expect.poll(() => heardOf(page, 'Added “call mom”')).toHaveLength(1);
  await call(email, 'POST', '/tasks', { title: 'feed the cat', reminders: [{ at: new Date(Date.now() + 1_500).toISOString() }] });
  await expect.poll(() => heardOf(page, 'Reminder: feed the cat')).toHaveLength(1);
  await context.setOffline(true);
  await row(page, 'buy milk').getByLabel('Complete buy milk').click();
  await expect.poll(() => heardOf(page, 'No connection')).toHaveLength(1);
  await context.setOffline(false);
  await expect.poll(() => heardOf(page, 'Online again')).toHaveLength(1);
  await settled(page);
  const heard = (await page.evaluate('window.heard')) as string[];
  expect(heard.filter((line, i) => heard.indexOf(line) !== i)).toEqual(['Completed “buy milk”']);
});
