import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { executablePath, signInOn, useBrowser } from '../browser.ts';
import { signUp } from '../client.ts';
import { origin } from '../system.ts';

const soon = { timeout: 30_000 };

/** The types of all frames from a page's WebSocket, as they arrive. */
const framesOf = (page: Page): string[] => {
  const types: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => void types.push((JSON.parse(String(payload)) as { type: string }).type)));
  return types;
};

describe.skipIf(executablePath === null)('the page in a browser', () => {
  const openPage = useBrowser();

  it('shows what another client does by one live frame, which came through outbox, sidecars and broker, and reads nothing again', async () => {
    const email = `${randomBytes(6).toString('hex')}@todo.local`;
    const ada = await signUp(origin(), {}, email);
    const page = await openPage();
    const frames = framesOf(page);
    await signInOn(page, email);
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
