import { expect, it } from 'vitest';
import { readGroups } from './groups.ts';

it('what follows tasks skips what is not true any more; what keeps a record of what happened does not', () => {
  const groups = readGroups().map(({ id, state, history }) => [id, state, history.slice(0, 1)]);
  expect(groups).toEqual([
    ['reminder-service', ['task-events'], []],
    ['notification-service', ['task-events', 'reminders', 'notification-events'], []],
    ['recurring-service', ['task-events'], []],
    ['audit-service', [], ['audit-log']],
    ['ops-service', [], [expect.stringMatching(/^(dlq\.|delivery-reports)/)]],
  ]);
});
