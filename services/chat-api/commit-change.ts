import type { Task } from '#contracts/task';
import { auditRecorded, taskChanged, taskCompleted, taskCreated, taskDeleted, taskUpdated } from '#contracts/events/index';
import type { Transaction } from '#platform/db/database';
import { Problem } from '#platform/http/problem';
import type { Changed, Lifecycle } from './domain/decision.ts';
import { overQuota, roomAfter, type Room } from './domain/quota.ts';
import { toDeed, type Deed } from './domain/undo/deed.ts';
import { insertTask, removeTask, updateTask } from './store/tasks.ts';
import type { LockedUser } from './store/users.ts';

/** Where a change comes from. */
export interface Origin {
  channel: 'chat' | 'api' | 'system';
  correlationid: string;
  /** A user id, or the name of a service. */
  actor: string;
  /** The name of the assistant's token by which it came. */
  assistant?: string | undefined;
}

/** A transaction that holds the lock of its user. */
export interface Work {
  tx: Transaction;
  user: LockedUser;
  origin: Origin;
  now: string;
  /** The quota of this user's tasks. */
  quota: Room;
  /** What this turn has done so far; at its end it is stored as one act of its user. */
  deeds: Deed[];
}

const writers = { 'task.created': insertTask, 'task.updated': updateTask, 'task.completed': updateTask, 'task.deleted': removeTask };

const updateTypes = { 'task.created': 'created', 'task.updated': 'updated', 'task.completed': 'completed', 'task.deleted': 'deleted' } as const;

const fieldsOf = ({ user, origin }: Work, task: Task) => ({
  key: user.id,
  subject: task.id,
  sequence: task.version,
  channel: origin.channel,
  correlationid: origin.correlationid,
});

const emitLifecycle = (work: Work, task: Task, { type, changed_fields, changes }: Lifecycle): void => {
  const fields = fieldsOf(work, task);
  const task_id = task.id;
  const emitters = {
    'task.created': () => work.tx.emit(taskCreated, { ...fields, data: { task_id, task } }),
    'task.updated': () => work.tx.emit(taskUpdated, { ...fields, data: { task_id, changed_fields, changes } }),
    'task.completed': () => work.tx.emit(taskCompleted, { ...fields, data: { task_id, task } }),
    'task.deleted': () => work.tx.emit(taskDeleted, { ...fields, data: { task_id } }),
  };
  emitters[type]();
};

/**
 * What the system does, such as the next instance of a series, follows from what a person
 * did: it is counted, but never refused.
 */
const takeRoom = ({ user, origin, quota }: Work, before: Task | null, after: Task | null): void => {
  const room = roomAfter(user.room, before, after);
  const why = origin.channel === 'system' ? null : overQuota(user.room, room, quota);
  if (why !== null) throw new Problem(403, 'There is no more room', { detail: why });
  user.room = room;
};

/**
 * Writes one change of one task and everything that follows: the counter, the lifecycle
 * event, the live update, the audit.
 */
export const commitChange = (work: Work, before: Task | null, changed: Changed): void => {
  const { tx, user, origin } = work;
  const { task, lifecycle } = changed;
  work.deeds.push(toDeed(before, changed));
  takeRoom(work, before, lifecycle.type === 'task.deleted' ? null : task);
  user.user_seq += 1;
  emitLifecycle(work, task, lifecycle);
  tx.emit(taskChanged, {
    ...fieldsOf(work, task),
    data: {
      task_id: task.id,
      update_type: updateTypes[lifecycle.type],
      task,
      changed_fields: lifecycle.changed_fields,
      user_seq: user.user_seq,
    },
  });
  tx.emit(auditRecorded, {
    ...fieldsOf(work, task),
    data: {
      actor: origin.actor,
      ...(origin.assistant !== undefined && { assistant: origin.assistant }),
      operation: lifecycle.type,
      source: origin.channel,
      task_id: task.id,
      before,
      after: lifecycle.type === 'task.deleted' ? null : task,
    },
  });
  writers[lifecycle.type](tx, task, user);
};
