import { describe, expect, it } from 'vitest';
import { eventNames, serviceName, topicNamed } from './names.ts';

describe('the names of an event', () => {
  it('follow from its type', () => {
    expect(eventNames('task.archived')).toEqual({ type: 'task.archived', file: 'task-archived', definition: 'taskArchived', handler: 'onTaskArchived' });
    expect(eventNames('task.archived.v2')).toMatchObject({ file: 'task-archived-v2', definition: 'taskArchivedV2' });
  });

  it.each(['task', 'Task.Archived', 'task..archived', 'task.archived.v1', '../task.archived', 'task archived', ''])('are refused for %j', (type) => {
    expect(() => eventNames(type)).toThrow('such as task.archived');
  });
});

it.each(['streak', 'Streak-service', 'streak_service', '-service', '../streak-service', ''])('%j is no name for a service', (name) => {
  expect(() => serviceName(name)).toThrow('such as streak-service');
});

it('a topic without dead letters, or none, is refused with those that there are', () => {
  expect(topicNamed('reminders').deadLetter).toBe('dlq.reminders');
  for (const name of ['task-updates', 'dlq.reminders', 'nothing']) expect(() => topicNamed(name)).toThrow('task-events | reminders');
});
