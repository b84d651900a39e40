import { expect, it } from 'vitest';
import type { Task } from '#contracts/task';
import { overQuota, roomAfter } from './quota.ts';

const task = (title: string, description: string | null = null, tags: string[] = []): Task => ({ title, description, tags }) as Task;
const quota = { tasks: 2, bytes: 2 * 1024 * 1024 };

it('room is counted in tasks and in bytes of their texts', () => {
  const one = roomAfter({ tasks: 0, bytes: 0 }, null, task('ü', 'ab', ['c']));
  expect(one).toEqual({ tasks: 1, bytes: 5 });
  expect(roomAfter(one, task('ü', 'ab', ['c']), task('ü'))).toEqual({ tasks: 1, bytes: 2 });
  expect(roomAfter(one, task('ü', 'ab', ['c']), null)).toEqual({ tasks: 0, bytes: 0 });
});

it('what would take more than there is is refused, and says what to do; what frees some never', () => {
  expect(overQuota({ tasks: 2, bytes: 0 }, { tasks: 3, bytes: 0 }, quota)).toBe('a user may have 2 tasks: delete some that are done');
  expect(overQuota({ tasks: 1, bytes: 9 }, { tasks: 1, bytes: 3_000_000 }, quota)).toMatch(/^the texts of a user's tasks may take 2 MiB/);
  expect(overQuota({ tasks: 9, bytes: 9_000_000 }, { tasks: 9, bytes: 8_000_000 }, quota)).toBeNull();
  expect(overQuota({ tasks: 1, bytes: 0 }, { tasks: 2, bytes: 100 }, quota)).toBeNull();
});
