import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { taskDeleted } from '#contracts/events/index';
import { mask } from '#contracts/mask';
import { newId } from '#platform/ids';
import { makeEvent } from '../../helpers/events.ts';
import { executablePath, signInOn, useBrowser } from '../browser.ts';
import { archiveOpen } from '../archive-open.ts';
import { signInAdmin, signUp, type Person } from '../client.ts';
import { handledBy, sql } from '../oracle.ts';
import { publishTaskEvent } from '../publish.ts';
import { origin, system } from '../system.ts';

const soon = { timeout: 60_000, interval: 500 };
const patient = { timeout: 60_000 };

describe.skipIf(executablePath === null)('an operator in a browser', () => {
  const openPage = useBrowser();
  let page: Page;
  let admin: Person;
  beforeAll(async () => {
    admin = await signInAdmin(origin());
    page = await openPage();
    await signInOn(page, 'admin@todo.local');
    await page.getByRole('link', { name: 'Operations' }).waitFor(patient);
  }, 60_000);

  const panel = (id: string): Locator => page.locator(`[data-panel="${id}"]`);
  const open = async (hash: string): Promise<void> => {
    await page.goto(`${origin()}/${hash}`);
    await page.locator('[data-panel]').first().waitFor(patient);
  };
  const failuresOf = async (person: Person): Promise<object[]> =>
    (await admin.call<{ items: object[] }>('GET', `/ops/dead-letters?user_id=${person.id}&consumer=probe-service`)).body.items;

  it('finds a dead letter, reads what is masked, which is told, and has an edited copy handled', async () => {
    const [ada, task_id, secret] = [await signUp(origin()), newId(), `rhinoplasty ${newId()}`];
    await publishTaskEvent({ ...makeEvent(taskDeleted, { task_id }, { partitionkey: ada.id }), data: { task_id: secret } }, ada.id);
    await expect.poll(() => failuresOf(ada), soon).toHaveLength(1);
    await open('#/ops/dead-letters');
    const list = panel('dead-letters');
    await list.getByText('Narrow the list').click();
    await list.getByLabel('Words').fill(secret);
    await list.getByRole('button', { name: 'Search' }).click();
    await list.getByText('No failure matches.').waitFor(patient);
    await list.getByLabel('Words').fill('');
    await list.getByLabel('User id').fill(ada.id);
    await list.getByLabel('Consumer').fill('probe-service');
    await list.getByRole('button', { name: 'Search' }).click();
    await list.getByText('1 failure, newest first.').waitFor(patient);
    await list.locator('tbody a').click();

    const letter = panel('dead-letter');
    await letter.getByText('task.deleted at probe-service').waitFor(patient);
    expect(await letter.textContent()).toContain(`"task_id": "${mask}"`);
    expect(await letter.textContent()).not.toContain(secret);
    await letter.getByRole('button', { name: 'Show what is masked' }).click();
    await letter.getByText(secret).first().waitFor(patient);
    await expect.poll(async () => (await admin.call<{ items: object[] }>('GET', `/audit?user_id=${ada.id}&operation=dead_letter.revealed`)).body.items, soon).toMatchObject([{ actor: admin.id }]);

    await letter.getByRole('button', { name: 'Edit and replay …' }).click();
    await letter.getByLabel('Data').fill(JSON.stringify({ task_id }));
    await letter.getByRole('button', { name: 'Check' }).click();
    await letter.getByText('The contract allows it.').waitFor(patient);
    await letter.getByRole('button', { name: 'Replay the copy' }).click();
    await letter.locator('.replay.handled').waitFor(patient);
    expect((await handledBy(ada.id)).map((handled) => handled.task_id)).toEqual([task_id]);
  }, 150_000);

  it('pauses a replay of many, has it go on, and all of them are handled', async () => {
    const ada = await signUp(origin());
    const tasks = [];
    await archiveOpen(admin);
    for (let i = 0; i < 6; i++) tasks.push(await ada.addTask('fails until mended pausing'));
    await expect.poll(() => failuresOf(ada), { ...soon, timeout: 120_000 }).toHaveLength(6);
    await sql('insert into probe_service.mended select unnest($1::uuid[]) on conflict do nothing', [tasks.map(({ id }) => id)]);
    const [{ group }] = (await failuresOf(ada)) as [{ group: string }];
    await open('#/ops');
    const row = panel('groups').locator(`tbody tr[data-group="${group}"]`);
    await row.getByRole('button', { name: 'Replay …' }).click();
    await panel('groups').getByText('6 of 6 open failures would go out again').waitFor(patient);
    await panel('groups').getByLabel('At most this many a second').fill('1');
    await panel('groups').getByRole('button', { name: 'Start the replay' }).click();
    const replays = panel('replays').locator('.bulk').first();
    await replays.getByRole('button', { name: 'Pause' }).click(patient);
    await replays.getByRole('button', { name: 'Go on' }).waitFor(patient);
    const [paused] = (await admin.call<{ items: { state: string; correlation_id: string }[] }>('GET', '/ops/replays?limit=1')).body.items;
    expect(paused).toMatchObject({ state: 'paused' });
    expect((await handledBy(ada.id)).length).toBeLessThan(6);
    await replays.getByRole('button', { name: 'Go on' }).click();
    await replays.getByText('6 of 6 handled').waitFor(patient);
    await expect.poll(async () => (await handledBy(ada.id)).length, soon).toBe(6);
    // The page that opens next shows what was done until then.
    const finished = `/audit?correlation_id=${paused!.correlation_id}&operation=bulk_replay.finished`;
    await expect.poll(async () => (await admin.call<{ items: object[] }>('GET', finished)).body.items, soon).toHaveLength(1);
    await replays.getByRole('link', { name: 'Who did what' }).click();
    for (const act of ['started', 'paused', 'resumed', 'finished']) await page.getByRole('cell', { name: `bulk_replay.${act}`, exact: true }).first().waitFor(patient);
  }, 240_000);

  it('sees a consumer that is stopped fall behind, in seconds, and catch up; and clocks tick', async () => {
    const ada = await signUp(origin());
    await open('#/ops');
    const stateOf = async (): Promise<string> => (await panel('flow').locator('.node title').filter({ hasText: /^recurring-service: / }).textContent(patient)) ?? '';
    const secondsOf = async (): Promise<number> => Number(/the oldest for (\d+) s/.exec(await stateOf())?.[1] ?? 0);
    await expect.poll(stateOf, soon).toContain('nothing waits');
    expect(await panel('flow').locator('.clock.well').count()).toBe(2);
    await system().stopApp('recurring-service');
    for (let i = 0; i < 3; i++) await ada.addTask('waits for recurring-service');
    await expect.poll(secondsOf, soon).toBeGreaterThan(0);
    const first = await secondsOf();
    await expect.poll(secondsOf, soon).toBeGreaterThan(first);
    await system().startApp('recurring-service');
    await expect.poll(stateOf, { ...soon, timeout: 90_000 }).toContain('nothing waits');
  }, 240_000);

  it('follows a chat message to its mail', async () => {
    await page.goto(`${origin()}/#/chat`);
    await page.getByLabel('Message', { exact: true }).fill('add follow me to the mail in 1 minute');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'What this led to' }).last().click(patient);
    const trail = panel('trail');
    for (const step of ['chat-api took a chat message', 'reminder-service planned a reminder', 'audit-service recorded task.created']) await trail.getByText(step).first().waitFor(patient);
    await trail.getByText('notification-service sent by email').first().waitFor({ timeout: 150_000 });
    expect(await trail.textContent()).not.toContain('follow me');
  }, 240_000);
});
