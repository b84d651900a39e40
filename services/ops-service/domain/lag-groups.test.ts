import { describe, expect, it } from 'vitest';
import { commitsOf, isShared, type Group } from './lag-groups.ts';

const partitions = new Map([['task-events', 2], ['reminders', 1]]);
const group = (more: Partial<Group>): Group => ({ name: 'a-service', subscribed: ['task-events'], committed: new Map(), ...more });

describe('the groups that lag is told of', () => {
  it.each([['audit-service', true], ['realtime-service-0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a001', false], ['test-0192f0c1-7c43-4a5e-9d5e-7d2f4ad6a001', false]])(
    '%s shares its work: %s', (name, shared) => expect(isShared(name)).toBe(shared),
  );

  it('have every partition of their topics, committed or not', () => {
    expect(commitsOf([group({ committed: new Map([['task-events', [{ partition: 1, offset: 7 }, { partition: 0, offset: -1 }]]]) })], partitions)).toEqual([
      { consumer: 'a-service', topic: 'task-events', partition: 0, committed: null },
      { consumer: 'a-service', topic: 'task-events', partition: 1, committed: 7 },
    ]);
  });

  it('keep their topics while their service is stopped', () => {
    const committed = new Map([['reminders', [{ partition: 0, offset: 3 }]]]);
    expect(commitsOf([group({ subscribed: null, committed })], partitions)).toEqual([{ consumer: 'a-service', topic: 'reminders', partition: 0, committed: 3 }]);
  });

  it('lose a topic that their members do not subscribe to any more, and one that is not ours', () => {
    const committed = new Map([['reminders', [{ partition: 0, offset: 3 }]]]);
    expect(commitsOf([group({ subscribed: [], committed }), group({ subscribed: ['foreign'] })], partitions)).toEqual([]);
  });
});
