import type { Reminder } from '#contracts/task';

/** A task in chat-api. */
export interface TaskRow {
  id: string;
  user_id: string;
  title: string;
  version: number;
  status: 'TODO' | 'IN_PROGRESS' | 'DONE';
  due_date: string | null;
  due_local: string | null;
  time_zone: string;
  reminders: Reminder[] | null;
  recurrence: string | null;
  series_id: string | null;
  occurrence_index: number;
  created_at: string;
}

/** One change of a task as a consumer recorded it. */
export interface Change {
  user_id: string;
  task_id: string;
  version: number;
}

/**
 * What the tables of all services hold about some people, each list in the order of writing
 * where that matters.
 */
export interface Tables {
  /** When it was read: whatever is due later is not expected yet. */
  readAt: Date;
  tasks: TaskRow[];
  auditEntries: Change[];
  reminders: { task_id: string; remind_at: string; state: string }[];
  /** The tasks that notification-service knows. */
  knownTasks: { task_id: string }[];
  notices: { id: string; kind: string; task_id: string; channel: string; state: string }[];
  dispatches: { notification_id: string; kind: string; task_id: string; channel: string; state: string }[];
  inApp: { id: string; kind: string; task_id: string }[];
  /** What a probe of the tests handled, null if none runs. */
  probed: Change[] | null;
  /** Rows in the outboxes of all services. */
  waiting: number;
}

/** An event in a topic that says that a task has a new version. */
export interface ChangeEvent extends Change {
  eventId: string;
}

/** What the topics hold about some people, each in its order. */
export interface Logs {
  taskEvents: ChangeEvent[];
  taskUpdates: (ChangeEvent & { user_seq: number })[];
  auditLog: ChangeEvent[];
  reminders: { eventId: string; task_id: string; remind_at: string }[];
  notificationEvents: { eventId: string; type: string; notification_id: string }[];
  deadLetters: { eventId: string }[];
}

/** The name of one version of a task in findings. */
export const changeId = ({ task_id, version }: Pick<Change, 'task_id' | 'version'>): string => `${task_id}@${version}`;
