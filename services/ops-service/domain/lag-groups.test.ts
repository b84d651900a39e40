import { describe, expect, it } from 'vitest';
import { commitsOf, rebalancing, sortGroups, type Group } from './lag-groups.ts';

const partitions = new Map([['task-events', 2], ['reminders', 1]]);
const group = (more: Partial<Group>): Group => ({ name: 'a-service', subscribed: ['task-events'], members: [], committed: new Map(), ...more });

describe('the groups whose lag counts', () => {
  it('are those of the catalogue; others are listed as foreign, except those that are created at each start', () => {
    const names = ['audit-service', 'console-consumer-5', 'realtime-service-0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a001', 'an-old-tool'];
    expect(sortGroups(names, new Set(['audit-service', 'reminder-service']))).toEqual({ ours: ['audit-service'], foreign: ['an-old-tool', 'console-consumer-5'] });
  });

  it('have every partition of their topics, committed or not', () => {
    expect(commitsOf([group({ committed: new Map([['task-events', [{ partition: 1, offset: 7 }, { partition: 0, offset: -1 }]]]) })], partitions)).toEqual([
      { consumer: 'a-service', topic: 'task-events', partition: 0, committed: null },
      { consumer: 'a-service', topic: 'task-events', partition: 1, committed: 7 },
    ]);
  });

  it('keep their topics while their service is stopped, or is rebalancing', () => {
    const committed = new Map([['reminders', [{ partition: 0, offset: 3 }]]]);
    expect(commitsOf([group({ subscribed: null, committed })], partitions)).toEqual([{ consumer: 'a-service', topic: 'reminders', partition: 0, committed: 3 }]);
  });

  it('are rebalancing while they have members that do not say what they subscribe to; a stopped one is not', () => {
    const divides = group({ name: 'b-service', subscribed: null, members: ['one', 'two'] });
    expect(rebalancing([group({ members: ['one'] }), group({ subscribed: null }), divides])).toEqual(['b-service']);
    expect(commitsOf([divides], partitions)).toEqual([]);
  });

  it('lose a topic that their members do not subscribe to any more, and one that is not ours', () => {
    const committed = new Map([['reminders', [{ partition: 0, offset: 3 }]]]);
    expect(commitsOf([group({ subscribed: [], committed }), group({ subscribed: ['foreign'] })], partitions)).toEqual([]);
  });
});
