import { randomBytes } from 'node:crypto';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { findChromium } from '../harness/chromium.ts';

let browser: Browser;
const contexts: BrowserContext[] = [];

/**
 * What went wrong in the pages of a test: errors of scripts, and what the page's policy
 * refused.
 */
const complaints: string[] = [];

/** Opens the browser for the tests of a file; a script that fails in a page fails the test. */
export const useBrowser = (): void => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium()!, args: ['--no-sandbox'] });
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(() => browser.close());
};

/** The one origin. */
export const origin = (): string => inject('pageOrigin');

const listen = (page: Page): void => {
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
  });
};

/** A browser of its own, as if on another device. */
export const openContext = async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'Europe/Berlin', locale: 'en-GB', ...options });
  context.setDefaultTimeout(40_000);
  context.on('page', listen);
  contexts.push(context);
  return context;
};

/** The person who uses the page in a test. */
export interface Visitor {
  email: string;
  context: BrowserContext;
  page: Page;
}

/** The password of everybody in the tests. */
export const password = 'correct horse battery staple';

/** An address that is not in use. */
export const newAddress = (): string => `${randomBytes(6).toString('hex')}@todo.local`;

/** Fills in and sends the form to sign in. */
export const signIn = async (page: Page, email: string): Promise<void> => {
  await page.goto(origin());
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Add a task', { exact: true }).waitFor();
};

/** Signs a new person up, on the page. */
export const aVisitor = async (options: BrowserContextOptions = {}): Promise<Visitor> => {
  const context = await openContext(options);
  const page = await context.newPage();
  const email = newAddress();
  await page.goto(origin());
  await page.getByRole('button', { name: 'No account yet? Sign up' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByLabel('Add a task', { exact: true }).waitFor();
  return { email, context, page };
};

const tokens = new Map<string, Promise<string>>();

const json = { 'content-type': 'application/json' };

const tokenOf = async (email: string): Promise<string> => {
  const login = await fetch(`${origin()}/auth/login`, { method: 'POST', headers: json, body: JSON.stringify({ email, password }) });
  return ((await login.json()) as { token: string }).token;
};

/**
 * Sends a request of a visitor that does not go through the page, as another client of
 * theirs would.
 */
export const call = async <T = unknown>(email: string, method: string, path: string, body?: unknown): Promise<T> => {
  const known = tokens.get(email) ?? tokenOf(email);
  tokens.set(email, known);
  const response = await fetch(`${origin()}${path}`, {
    method,
    headers: { authorization: `Bearer ${await known}`, ...(body !== undefined && json) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return (text === '' ? null : JSON.parse(text)) as T;
};

/** Adds a task on the page, and waits until the server has it. */
export const add = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Add a task', { exact: true }).fill(text);
  const answered = page.waitForResponse((response) => response.url().endsWith('/chat') && response.request().method() === 'POST').catch(() => null);
  await page.keyboard.press('Enter');
  await answered;
};

/** The row of a task. */
export const row = (page: Page, title: string) => page.locator('.row').filter({ has: page.getByRole('button', { name: title, exact: true }) });

/** A message about what has just happened. */
export const toast = (page: Page, text: string) => page.locator('.toast').filter({ hasText: text });

/** A part of the list. */
export const section = (page: Page, name: string) => page.locator('.list').getByRole('region', { name, exact: true });

/** How many acts this browser keeps that the server has not answered yet, visible or not. */
const waiting = `(async () => {
  const done = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }));
  let count = 0;
  for (const { name } of await indexedDB.databases()) {
    const kept = await done(indexedDB.open(name));
    count += await done(kept.transaction('queue').objectStore('queue').count());
    kept.close();
  }
  return count;
})()`;

/** Waits until everything done on the page is on the server, and the page knows. */
export const settled = async (page: Page): Promise<void> => {
  await expect.poll(() => page.evaluate(waiting), { timeout: 20_000 }).toBe(0);
  await expect.poll(() => page.locator('.row.waits, .line.waits').count(), { timeout: 20_000 }).toBe(0);
};

/**
 * Waits until an expression is true in the page; the page's policy forbids the usual way,
 * which evaluates text there.
 */
export const holds = async (page: Page, expression: string): Promise<void> => {
  await expect.poll(() => page.evaluate(expression), { timeout: 20_000 }).toBe(true);
};
