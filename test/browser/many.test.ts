import { expect, it } from 'vitest';
import { aVisitor, call, origin, row, section, useBrowser } from './browser.ts';

useBrowser();

const count = 5_000;
const mostRows = 80;

it('stays light with 5,000 tasks: few rows in the page, counted by the server, all of them within reach', async () => {
  const { page, email } = await aVisitor();
  for (let from = 0; from < count; from += 100) {
    const operations = Array.from({ length: 100 }, (_, i) => {
      const n = from + i;
      const due = new Date(Date.UTC(2030, 0, 1) + n * 3_600_000).toISOString().slice(0, 16);
      return { op: 'create', task: { title: `task ${String(n).padStart(4, '0')}`, due_local: due } };
    });
    await call(email, 'POST', '/tasks/batch', { operations });
  }
  await page.goto(`${origin()}/#/`);
  await page.reload();
  await row(page, 'task 0000').waitFor();
  await expect.poll(() => section(page, 'Later').getByRole('heading').innerText()).toMatch(/5000/);
  expect(await page.locator('.row').count()).toBeLessThan(mostRows);
  for (let screens = 0; screens < 40; screens += 1) await page.mouse.wheel(0, 2_000);
  await expect.poll(() => page.locator('.row .title').first().innerText()).not.toBe('task 0000');
  expect(await page.locator('.row').count()).toBeLessThan(mostRows);
  await expect.poll(async () => {
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    return row(page, 'task 4999').count();
  }, { timeout: 120_000 }).toBe(1);
  expect(await page.locator('.row').count()).toBeLessThan(mostRows);
  // A change is drawn at once, even among so many.
  const title = page.getByRole('button', { name: 'task 4999', exact: true });
  await row(page, 'task 4999').getByLabel('Complete task 4999').click();
  await title.waitFor({ state: 'hidden' });
}, 300_000);
