import { expect, it } from 'vitest';
import { refuseMissing, refuseUnknown } from './missing.ts';

it('names the topics that the broker does not show, and says what to do', () => {
  expect(() => refuseMissing(['task-events', 'reminders', 'audit-log'], ['reminders', 'something-else'])).toThrow(
    'missing topics: task-events, audit-log. Create them',
  );
});

it('is content when all are there', () => expect(refuseMissing(['task-events'], ['task-events', 'other'])).toBeUndefined());

it('refuses a name that is in no contract, so that a slip is no topic to wait for', () => {
  expect(() => refuseUnknown(['task-events', 'task-evnets'])).toThrow('contracts/topics.ts: task-evnets');
});
