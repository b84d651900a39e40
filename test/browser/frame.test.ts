import { describe, expect, it } from 'vitest';
import { aVisitor, add, newAddress, openContext, origin, password, row, settled, signIn, useBrowser } from './browser.ts';

useBrowser();

const focused = (page: { evaluate(source: string): Promise<unknown> }): Promise<unknown> => page.evaluate('document.activeElement.id || document.activeElement.name || document.activeElement.tagName');

describe('signing in and up', () => {
  it('begins in the first field, and leaves the keyboard at the content', async () => {
    const page = await (await openContext()).newPage();
    await page.goto(origin());
    await expect.poll(() => focused(page)).toBe('email');
    await page.getByRole('button', { name: 'No account yet? Sign up' }).click();
    await expect.poll(() => focused(page)).toBe('name');
    await page.getByLabel('E-mail').fill(newAddress());
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByLabel('Add a task', { exact: true }).waitFor();
    await expect.poll(() => focused(page)).toBe('main');
  });

  it('says what is wrong, and keeps what was typed', async () => {
    const { email, context } = await aVisitor();
    await context.clearCookies();
    const other = await (await openContext()).newPage();
    await other.goto(origin());
    await other.getByLabel('E-mail').fill(email);
    await other.getByLabel('Password').fill('not the password');
    await other.keyboard.press('Enter');
    await other.getByRole('alert').filter({ hasText: 'Address or password is wrong' }).waitFor();
    expect(await other.getByLabel('E-mail').inputValue()).toBe(email);
  });
});

describe('the session', () => {
  it('holds over a reload, in another tab and in a browser that was closed, and shows its secret to no script', async () => {
    const { context, page } = await aVisitor();
    await page.reload();
    await page.getByLabel('Add a task', { exact: true }).waitFor();
    const second = await context.newPage();
    await second.goto(origin());
    await second.getByLabel('Add a task', { exact: true }).waitFor();
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toMatch(/eyJ/);
    const reopened = await openContext({ storageState: await context.storageState() });
    const later = await reopened.newPage();
    await later.goto(origin());
    await later.getByLabel('Add a task', { exact: true }).waitFor();
  });

  it('ends in every tab when one signs out, and what was shown is gone', async () => {
    const { context, page } = await aVisitor();
    await add(page, 'a secret plan');
    const second = await context.newPage();
    await second.goto(origin());
    await row(second, 'a secret plan').waitFor();
    await page.goto(`${origin()}/#/settings`);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    for (const each of [page, second]) await each.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await second.getByText('a secret plan').count()).toBe(0);
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('is asked for anew when the server has ended it, and says so', async () => {
    const { context, page, email } = await aVisitor();
    await context.clearCookies();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByText('You were signed out.').waitFor();
    await signIn(page, email);
  });
});

it('shows the end of the conversation on a phone, above the places at the thumb, and nothing to scroll but that', async () => {
  const { page } = await aVisitor({ viewport: { width: 390, height: 500 } });
  for (let i = 1; i <= 6; i += 1) await add(page, `task number ${i}`);
  await settled(page);
  await page.evaluate('document.querySelectorAll(".toast [aria-label^=Dismiss]").forEach((button) => button.click())');
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Chat' }).click();
  await expect.poll(() => page.evaluate('(() => { const log = document.querySelector(".log"); return log.scrollHeight > log.clientHeight && log.scrollHeight - log.clientHeight - log.scrollTop < 2; })()')).toBe(true);
  await expect.poll(() => page.evaluate('document.documentElement.scrollHeight - innerHeight')).toBe(0);
});

it('shows the interface at /docs under the same policy', async () => {
  const page = await (await openContext()).newPage();
  await page.goto(`${origin()}/docs`);
  for (const path of ['/tasks/batch', '/notifications/{id}/snooze', '/ops/lag']) await page.getByText(path).first().waitFor();
});

it('leads from there to the events, and from each to its schema, in the look of the page', async () => {
  const page = await (await openContext({ viewport: { width: 390, height: 700 } })).newPage();
  const refused: string[] = [];
  page.on('console', (message) => void refused.push(message.text()));
  await page.goto(`${origin()}/docs`);
  // It opens in a tab of its own.
  await page.goto((await page.getByRole('link', { name: 'The events behind it' }).getAttribute('href'))!);
  await page.getByRole('heading', { name: 'Events', exact: true }).waitFor();
  await page.getByRole('link', { name: 'task.created', exact: true }).click();
  await page.getByText('"type": "task.created"').waitFor();
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(244, 242, 236)');
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  expect(refused).toEqual([]);
  await page.getByRole('link', { name: 'JSON Schema' }).click();
  await page.getByText('"const": "task.created"').waitFor();
});

it('lets in no inline script or style, anywhere', async () => {
  for (const path of ['/', '/docs', '/docs/events', '/openapi.json']) {
    const policy = (await fetch(`${origin()}${path}`)).headers.get('content-security-policy') ?? '';
    expect([path, policy]).toEqual([path, expect.stringContaining("script-src 'self'")]);
    expect(policy).not.toContain('unsafe-inline');
  }
});
