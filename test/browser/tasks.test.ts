import { describe, expect, it } from 'vitest';
import { add, aVisitor, call, origin, row, section, settled, toast, useBrowser } from './browser.ts';
import type { Task } from '#contracts/task';

useBrowser();

const taskOf = async (email: string, title: string): Promise<Task> => {
  const { items } = await call<{ items: Task[] }>(email, 'GET', `/tasks?q=${encodeURIComponent(title)}`);
  return items[0]!;
};

describe('the list', () => {
  it('stands in parts by date, with counts and the time in the margin', async () => {
    const { page, email } = await aVisitor();
    await call(email, 'POST', '/tasks/batch', { operations: ['2020-01-01', null].map((due_local, i) => ({ op: 'create', task: { title: `t${i}`, due_local } })) });
    await add(page, 'buy milk tomorrow at 18:00');
    await section(page, 'Tomorrow').getByText('18:00', { exact: true }).waitFor();
    await expect.poll(() => section(page, 'Overdue').getByRole('heading').innerText()).toMatch(/Overdue\s+1/);
    await expect.poll(() => section(page, 'No date').getByRole('heading').innerText()).toMatch(/No date\s+1/);
  });

  it('puts a task that is done under Done, and brings it back', async () => {
    const { page } = await aVisitor();
    await add(page, 'buy milk');
    await row(page, 'buy milk').getByLabel('Complete buy milk').click();
    await page.getByRole('button', { name: /^Done/ }).click();
    await section(page, 'Done').getByLabel('Reopen buy milk').click();
    await section(page, 'No date').getByLabel('Complete buy milk').waitFor();
    await settled(page);
  });

  it('is narrowed by words, tag, priority and dates, and the address says so', async () => {
    const { page } = await aVisitor();
    for (const text of ['buy milk tomorrow #home !high', 'call mom #family', 'read a book']) await add(page, text);
    await page.getByLabel('Tag', { exact: true }).selectOption('family');
    await expect.poll(() => page.locator('.row').count()).toBe(1);
    expect(page.url()).toMatch(/#\/\?tag=family$/);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('Priority', { exact: true }).selectOption('HIGH');
    await expect.poll(() => page.locator('.row .title').allInnerTexts()).toEqual(['buy milk']);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('Search', { exact: true }).fill('BOOK');
    await expect.poll(() => page.locator('.row .title').allInnerTexts()).toEqual(['read a book']);
    await page.reload();
    await expect.poll(() => page.locator('.row .title').allInnerTexts()).toEqual(['read a book']);
    await page.getByLabel('Search', { exact: true }).fill('');
    await page.getByLabel('Dates', { exact: true }).selectOption('tomorrow');
    await expect.poll(() => page.locator('.row .title').allInnerTexts()).toEqual(['buy milk']);
    await page.getByLabel('Search', { exact: true }).fill('nothing like it');
    await page.getByText('No task matches.').waitFor();
  });
});

describe('a task, in place', () => {
  it('takes title, notes, date, time, priority, tags, repetition and reminders', async () => {
    const { page, email } = await aVisitor();
    await add(page, 'water');
    await row(page, 'water').getByRole('button', { name: 'water', exact: true }).click();
    const editor = page.getByRole('group', { name: /^Details of/ });
    await editor.getByLabel('Title').fill('water the plants');
    await editor.getByLabel('Notes').fill('not the cactus');
    await editor.getByLabel('Date').fill('2030-05-03');
    await editor.getByLabel('Time').fill('08:00');
    await editor.getByLabel('High').check();
    await editor.getByLabel('Add a tag').fill('home');
    await page.keyboard.press('Enter');
    await editor.getByLabel('Repeat').selectOption('Every Friday');
    await editor.getByText('Fri 10 May 08:00').waitFor();
    expect(await editor.locator('time').count()).toBe(5);
    await editor.getByLabel('Add a reminder').selectOption('15 minutes before');
    await editor.getByText(/^Next reminder: .*3 May.* 07:45$/).waitFor();
    await settled(page);
    expect(await taskOf(email, 'water')).toMatchObject({
      title: 'water the plants', description: 'not the cactus', due_local: '2030-05-03T08:00', time_zone: 'Europe/Berlin', priority: 'HIGH', tags: ['home'],
      recurrence: 'FREQ=WEEKLY;BYDAY=FR', reminders: [{ minutes_before: 15 }],
    });
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('water the plants');
  });

  it('opens from a link, as a message has it', async () => {
    const { page, email } = await aVisitor();
    await add(page, 'buy milk');
    await settled(page);
    const { id } = await taskOf(email, 'buy milk');
    await page.goto(`${origin()}/#/task/${id}`);
    await page.getByRole('group', { name: 'Details of buy milk' }).waitFor();
  });

  it('can be put off, keeping its time', async () => {
    const { page, email } = await aVisitor();
    await add(page, 'call mom today at 23:30');
    await row(page, 'call mom').getByRole('button', { name: 'call mom', exact: true }).click();
    await page.getByLabel('Snooze …').selectOption('tomorrow');
    await section(page, 'Tomorrow').getByText('23:30', { exact: true }).waitFor();
    await settled(page);
    expect((await taskOf(email, 'call mom')).due_local).toMatch(/T23:30$/);
  });
});

it('shows while one types how a line is read', async () => {
  const { page } = await aVisitor();
  await page.getByLabel('Add a task', { exact: true }).fill('call mom tomorrow 9am #family');
  for (const text of ['call mom', 'tomorrow 9am', '#family']) await page.locator('.chip.reading').filter({ hasText: text }).waitFor();
  await page.keyboard.press('Enter');
  await section(page, 'Tomorrow').getByText('09:00', { exact: true }).waitFor();
});

describe('taking back', () => {
  it('undoes and redoes what was done on the page and in the chat', async () => {
    const { page } = await aVisitor();
    await add(page, 'buy milk');
    await row(page, 'buy milk').getByLabel('Complete buy milk').click();
    await toast(page, 'Completed “buy milk”').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await section(page, 'No date').getByLabel('Complete buy milk').waitFor();
    await page.getByRole('button', { name: 'Redo', exact: true }).click();
    await expect.poll(() => row(page, 'buy milk').count()).toBe(0);
    await page.locator('main').click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('Control+z');
    await row(page, 'buy milk').waitFor();
    await page.getByLabel('Message', { exact: true }).fill('delete buy milk');
    await page.keyboard.press('Enter');
    await expect.poll(() => row(page, 'buy milk').count()).toBe(0);
    await page.locator('main').click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('Control+z');
    await row(page, 'buy milk').waitFor();
  });

  it('treats what was done to several tasks as one act', async () => {
    const { page } = await aVisitor();
    for (const text of ['one', 'two', 'three']) await add(page, text);
    await settled(page);
    for (const text of ['one', 'two', 'three']) await page.getByLabel(`Select ${text}`).check({ force: true });
    await page.getByRole('toolbar', { name: 'Selected tasks' }).getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => page.locator('.row').count()).toBe(0);
    await toast(page, 'Deleted 3 tasks').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(() => page.locator('.row').count()).toBe(3);
  });
});
