import { expect, it } from 'vitest';
import { aVisitor, openContext, origin, newAddress, password, section, settled, holds, toast, useBrowser } from './browser.ts';

useBrowser();

it('does everything without a mouse: signing up, adding, walking, editing, completing, selecting, deleting, taking back, finding', async () => {
  const page = await (await openContext()).newPage();
  const { keyboard } = page;
  await page.goto(origin());
  await holds(page, 'document.activeElement?.name === "email"');
  for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Enter']) await keyboard.press(key);
  await holds(page, 'document.activeElement?.name === "name"');
  await keyboard.press('Tab');
  await keyboard.type(newAddress());
  await keyboard.press('Tab');
  await keyboard.type(password);
  await keyboard.press('Enter');
  await holds(page, 'document.activeElement?.id === "main"');
  await keyboard.press('q');
  for (const text of ['one', 'two', 'three']) {
    await keyboard.type(text);
    await keyboard.press('Enter');
  }
  await settled(page);
  await expect.poll(() => page.locator('.row').count()).toBe(3);
  await page.locator('#quick-add').blur();
  const at = (title: string) => expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe(title);
  await keyboard.press('j');
  await at('three');
  await keyboard.press('j');
  await at('two');
  await keyboard.press('k');
  await at('three');
  await keyboard.press('Enter');
  await page.getByRole('group', { name: 'Details of three' }).waitFor();
  await keyboard.type('third');
  await keyboard.press('Enter');
  await at('third');
  await keyboard.press('e');
  await at('two');
  await keyboard.press('x');
  await keyboard.press('j');
  await keyboard.press('x');
  await page.getByText('2 selected').waitFor();
  await keyboard.press('Escape');
  await page.getByText('2 selected').waitFor({ state: 'hidden' });
  await keyboard.press('#');
  await toast(page, 'Deleted “one”').waitFor();
  await settled(page);
  await keyboard.press('Control+z');
  await section(page, 'No date').getByText('one', { exact: true }).waitFor();
  await keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await keyboard.press('Escape');
  await at('two');
  await keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Find anything' }).waitFor();
  await keyboard.type('sett');
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Settings', level: 2 }).waitFor();
  await holds(page, 'document.activeElement?.id === "main"');
  await keyboard.press('g');
  await keyboard.press('t');
  await holds(page, 'document.activeElement?.id === "main"');
  await keyboard.press('/');
  await holds(page, 'document.activeElement?.id === "search"');
});

it('traps nobody: the keyboard goes round all of the page', async () => {
  const { page } = await aVisitor();
  const seen = new Set<string>();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    seen.add(String(await page.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.slice(0, 30)')));
  }
  for (const place of ['Skip to the content', 'Notices', 'Account and settings', 'Add a task', 'Search', 'Message']) expect([...seen]).toContain(place);
});
