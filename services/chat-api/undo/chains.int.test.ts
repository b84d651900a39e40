import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { newId } from '#platform/ids';
import { appToken } from '../../../test/helpers/parts.ts';
import { createRandom } from '../../../test/helpers/random.ts';
import { contentFields } from '../domain/decision.ts';
import { createTestApp, type TestApp, type TestUser } from '../testing/test-app.ts';

let test: TestApp;
let seconds = 0;
beforeAll(async () => {
  test = await createTestApp({ now: () => new Date(Date.UTC(2026, 10, 26) + 1_000 * seconds++).toISOString() });
});
afterAll(() => test.close());

type Random = () => number;

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

const tasksOf = async (user: TestUser): Promise<Task[]> => (await test.send('GET', '/tasks?limit=200', user)).json<{ items: Task[] }>().items;

/** What a person sees: all but ids, counters and the times of writing. */
const seen = (tasks: readonly Task[]): string[] => tasks.map((task) => JSON.stringify(contentFields.map((name) => task[name] ?? null))).sort();

/** As recurring-service does for each completion, late and repeated. */
const followUp = async (user: TestUser): Promise<void> => {
  for (const { type, data } of await test.events(user, 'task-events')) {
    const { id, recurrence, occurrence_index, completed_at } = (data as { task?: Task }).task ?? ({} as Partial<Task>);
    if (type !== 'task.completed' || recurrence === null) continue;
    const body = { occurrence_index: occurrence_index! + 1, completed_at };
    await test.send('POST', `/internal/tasks/${id}/next`, null, { body, headers: { 'dapr-api-token': appToken } });
  }
};

const patches = [
  { title: 'renamed' }, { priority: 'HIGH' }, { due_local: '2026-12-05' }, { due_local: '2026-12-05T18:00' }, { status: 'DONE', tags: ['x'] }, { status: 'TODO' },
  { recurrence: null }, { reminders: [{ minutes_before: 5 }] }, { description: 'a note' },
];

/**
 * A series begins with an open task: one that is done has no next instance until it is
 * finished again.
 */
const patchesOf = (status: Task['status']): object[] => (status === 'DONE' ? patches : [...patches, { due_local: '2026-12-01', recurrence: 'FREQ=WEEKLY' }]);

const act = async (user: TestUser, random: Random): Promise<void> => {
  const send = (method: 'POST' | 'PATCH' | 'DELETE', url: string, body?: object) => test.send(method, url, user, { body });
  const tasks = await tasksOf(user);
  const { id, status } = tasks.length === 0 ? { id: newId(), status: 'TODO' as const } : pick(random, tasks);
  const verbs = [
    () => send('POST', '/tasks', { title: 'new', ...(random() < 0.5 ? { due_local: '2026-12-01', recurrence: 'FREQ=DAILY' } : {}) }),
    () => send('PATCH', `/tasks/${id}`, pick(random, patchesOf(status))),
    () => send('POST', `/tasks/${id}/complete`),
    () => send('POST', `/tasks/${id}/reopen`),
    () => send('DELETE', `/tasks/${id}`),
    () => send('POST', '/tasks/batch', { operations: tasks.slice(0, 3).map((task) => ({ op: pick(random, ['complete', 'reopen', 'delete']), id: task.id })) }),
  ];
  await pick(random, verbs)();
  await followUp(user);
};

const turn = async (user: TestUser, direction: 'undo' | 'redo'): Promise<boolean> => {
  const next = (await test.send('GET', '/undo', user)).json<Record<'undo' | 'redo', { id: string } | null>>()[direction];
  if (next === null) return false;
  const response = await test.send('POST', `/${direction}`, user, { body: { id: next.id } });
  expect(response.statusCode).toBe(200);
  return true;
};

const expectVersionsInOrder = async (user: TestUser): Promise<void> => {
  const versions = new Map<string, number>();
  for (const { subject, sequence } of await test.events(user, 'task-events')) {
    expect(Number(sequence)).toBe((versions.get(subject) ?? 0) + 1);
    versions.set(subject, Number(sequence));
  }
};

describe('whatever a person does', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed))('undo and redo lead through every state that there was (%i)', async (seed) => {
    const random = createRandom(seed);
    const user = await test.signUp();
    const states = [seen(await tasksOf(user))];
    const count = async (): Promise<number> => (await test.db.database.query('select 1 from acts where user_id = $1', [user.id])).length;
    while (states.length <= 12) {
      await act(user, random);
      if ((await count()) === states.length) states.push(seen(await tasksOf(user)));
    }
    let at = states.length - 1;
    const walk = async (direction: 'undo' | 'redo'): Promise<void> => {
      expect(await turn(user, direction)).toBe(at !== (direction === 'undo' ? 0 : states.length - 1));
      at = Math.min(states.length - 1, Math.max(0, at + (direction === 'undo' ? -1 : 1)));
      // A completion that was done again is followed as any other.
      await followUp(user);
      expect(seen(await tasksOf(user))).toEqual(states[at]);
    };
    for (let i = 0; i <= 12; i++) await walk('undo');
    for (let i = 0; i <= 12; i++) await walk('redo');
    for (let i = 0; i < 25; i++) await walk(random() < 0.55 ? 'undo' : 'redo');
    await expectVersionsInOrder(user);
  }, 60_000);
});
