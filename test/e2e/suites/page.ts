import { randomBytes } from 'node:crypto';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../harness/chromium.ts';
import { password, signUp } from '../client.ts';
import { origin } from '../system.ts';

const executablePath = findChromium();
const soon = { timeout: 30_000 };

/** The types of all frames from a page's WebSocket, as they arrive. */
const framesOf = (page: Page): string[] => {
  const types: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => void types.push((JSON.parse(String(payload)) as { type: string }).type)));
  return types;
};

// Without Chromium, npm test says so for all tests of the page.
describe.skipIf(executablePath === null)('the page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  it('shows what another client does by one live frame, which came through outbox, sidecars and broker, and reads nothing again', async () => {
    const email = `${randomBytes(6).toString('hex')}@todo.local`;
    const ada = await signUp(origin(), {}, email);
    const page = await browser.newPage();
    const frames = framesOf(page);
    await page.goto(origin());
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect.poll(() => frames, soon).toContain('resumed');
    // A user's first change is in no window yet: it may make the page read once.
    await ada.addTask('first');
    await page.getByRole('button', { name: 'first', exact: true }).waitFor();
    await expect.poll(() => frames.at(-1), soon).not.toBe('reload');
    const reads: string[] = [];
    page.on('request', (request) => void (/\/tasks(\?|$)/.test(request.url()) && reads.push(request.url())));
    await ada.say('add buy milk tomorrow 9am');
    await page.getByRole('button', { name: 'buy milk', exact: true }).waitFor();
    expect(frames).toContain('task.changed');
    expect(reads).toEqual([]);
  });
});
