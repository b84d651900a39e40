import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { findChromium } from '../harness/chromium.ts';
import { password } from './client.ts';
import { origin } from './system.ts';

/** The browser that is installed; without one, npm test says so of all tests of the page. */
export const executablePath = findChromium();

/**
 * Opens the browser for the tests of a suite; resolves pages in it, each with a session of
 * its own.
 */
export const useBrowser = (): (() => Promise<Page>) => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());
  return () => browser!.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', timezoneId: 'UTC' });
};

/** Signs in on the page. */
export const signInOn = async (page: Page, email: string): Promise<void> => {
  await page.goto(origin());
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};
