import { auditRecorded, taskDeleted } from '#contracts/events/index';
import type { Event, EventDefinition } from '#contracts/define-event';
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

/** The smallest event about a task. */
export const deletedEvent = (userId: string): Event<typeof taskDeleted> => makeEvent(taskDeleted, { task_id: newId() }, { partitionkey: userId });

/** An event ready to publish. */
export const outgoing = (event: Event<EventDefinition>): Outgoing => ({ id: event.id, key: event.partitionkey, event: JSON.stringify(event) });

/** Ids of as many users: one lane each, spread over all partitions. */
export const someUsers = (count: number): string[] => Array.from({ length: count }, newId);
