import { auditRecorded, taskCreated, taskDeleted } from '#contracts/events/index';
import { openTask } from '#contracts/examples';
import type { Event, EventDefinition } from '#contracts/define-event';
import { toSequence } from '#contracts/envelope';
import { task as taskSchema } from '#contracts/task';
import type { Outgoing } from '#platform/dapr/bulk-publish';
import { newId } from '#platform/ids';
import { makeEvent } from '../../helpers/events.ts';

/** An audit event of about 1 KB, such as a task produces. */
export const auditEvent = (userId: string): Event<typeof auditRecorded> =>
  makeEvent(
    auditRecorded,
    { actor: userId, operation: 'task.created', source: 'api', task_id: newId(), before: null, after: { title: 'benchmark', description: 'x'.repeat(400) } },
    { partitionkey: userId },
  );

const example = taskSchema.parse(openTask);

/** A new task that is due in years and has three reminders. */
export const createdEvent = (userId: string): Event<typeof taskCreated> => {
  const task_id = newId();
  const task = { ...example, id: task_id, user_id: userId, due_date: '2040-01-01T08:00:00.000Z', due_local: '2040-01-01T09:00', reminders: null, version: 1 };
  return makeEvent(taskCreated, { task_id, task }, { subject: task_id, sequence: toSequence(1), partitionkey: userId });
};

/** The smallest event about a task. */
export const deletedEvent = (userId: string): Event<typeof taskDeleted> => makeEvent(taskDeleted, { task_id: newId() }, { partitionkey: userId });

/** An event ready to publish. */
export const outgoing = (event: Event<EventDefinition>): Outgoing => ({ id: event.id, key: event.partitionkey, event: JSON.stringify(event) });

/** Ids of as many users: one lane each, spread over all partitions. */
export const someUsers = (count: number): string[] => Array.from({ length: count }, newId);
