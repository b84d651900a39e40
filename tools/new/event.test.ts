import { expect, it } from 'vitest';
import { newEvent } from './event.ts';
import { writeFiles } from './project.ts';
import { newService } from './service.ts';

const wish = { type: 'task.archived', topic: 'task-events', consumer: 'reminder-service' };

it.each(['nobody', 'chat-api', 'ops-service'])('an event is not for %s, which takes none, and the refusal says who does', (consumer) => {
  expect(() => newEvent({ ...wish, consumer })).toThrow('--consumer audit-service | notification-service');
});

it('an event that there is already is not written over', () => {
  expect(() => writeFiles(newEvent({ ...wish, type: 'task.created' }))).toThrow('contracts/events/task-created.ts is there already, and nothing was written');
});

it('a service that there is already is not made, nor one for an event that there is not', () => {
  expect(() => newService({ id: 'reminder-service', event: 'task.created' })).toThrow('already: choose another name');
  expect(() => newService({ id: 'streak-service', event: 'task.archived' })).toThrow('task.completed');
});
