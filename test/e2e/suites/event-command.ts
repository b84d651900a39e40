import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { run } from '../../../tools/event/run.ts';
import { signUp } from '../client.ts';
import { sql } from '../oracle.ts';
import { origin } from '../system.ts';

interface Recorded {
  id: string;
  type: string;
  data: { task_id: string; task: { id: string; title: string } };
}

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-'));
  file = join(folder, 'event.json');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs npm run event on the system of the tests. */
const event = async (...words: string[]): Promise<{ status: number; out: string; err: string }> => {
  const said = { out: '', err: '' };
  const status = await run(words, { TODO_INSTANCE: 'test' }, { out: (text) => void (said.out += text), err: (text) => void (said.err += text) });
  return { status, ...said };
};
const read = (): Recorded => JSON.parse(readFileSync(file, 'utf8')) as Recorded;
const inboxOf = (id: string): Promise<{ consumer: string }[]> =>
  sql(`select consumer from reminder_service.inbox where event_id = $1 union all select consumer from notification_service.inbox where event_id = $1 order by 1`, [id]);

/** Adds a task, and takes its event from Kafka into the file. */
const record = async (title: string): Promise<void> => {
  await (await signUp(origin())).addTask(title);
  const isLast = async (): Promise<string | undefined> => ((await event('last', 'task.created', file)).status === 0 ? read().data.task.title : undefined);
  await expect.poll(isLast, { timeout: 60_000, interval: 500 }).toBe(title);
};

describe('npm run event', () => {
  it('takes the last event of a type from Kafka into a file', async () => {
    await record('an earlier one');
    await record('the last one');
    expect(JSON.parse((await event('last', 'task.created')).out)).toEqual(read());
  });

  it('sends it to each service that handles it, and prints what they made of it', async () => {
    const { status, out } = await event('send', file);
    expect([status, out.split('\n').sort()]).toEqual([0, ['', expect.stringMatching(/^notification-service: (handled|stale)/), expect.stringMatching(/^reminder-service: (handled|stale)/), expect.stringMatching(/^task\.created \S+ through the sidecar of chat-api and task-events to reminder-service, notification-service$/)]]);
    const id = /^task\.created (\S+)/m.exec(out)![1]!;
    expect(id).not.toBe(read().id);
    expect(await inboxOf(id)).toEqual([{ consumer: 'notification-service' }, { consumer: 'reminder-service' }]);
  });

  it('sends it to one service alone; under the same id that has nothing left to do', async () => {
    await expect.poll(async () => (await inboxOf(read().id)).length).toBe(2);
    const { status, out } = await event('send', file, '--to', 'reminder-service', '--same-id');
    expect([status, out]).toEqual([0, expect.stringMatching(/to reminder-service\nreminder-service: duplicate: it has handled this id before/)]);
  });

  it('prints each try that fails, with the line of code, until it is given up', async () => {
    await record('in a zone that there is not');
    // Such a zone passes the contract, which takes any text, and stops the handler.
    const { data, ...recorded } = read();
    const task = { ...data.task, id: newId(), due_date: '2099-01-01T09:00:00.000Z', time_zone: 'Nowhere/City' };
    writeFileSync(file, JSON.stringify({ ...recorded, subject: task.id, data: { task_id: task.id, task } }));
    const { status, out } = await event('send', file, '--to', 'reminder-service');
    const tries = [1, 2, 3, 4].map((attempt) => expect.stringMatching(`^reminder-service: try ${attempt} failed: RangeError: .*time zone`));
    const lines = out.split('\n');
    expect([status, lines.filter((line) => line.includes(': try '))]).toEqual([1, tries]);
    expect(lines).toContainEqual(expect.stringMatching(/^ +at .+contracts\/plan-reminders\.ts:\d+/));
    expect(lines.at(-2)).toBe('reminder-service: gave it up; it becomes a dead letter: npm run ops -- list shows it');
  });
});
