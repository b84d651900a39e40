import type { Reminder } from '#contracts/task';

/** A task as chat-api has it. */
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

/** One change of a task as a consumer noted it down. */
export interface Change {
  user_id: string;
  task_id: string;
  version: number;
}

/** What stands in the tables of all services about some people, each list in the order in which it was written where that matters. */
export interface Tables {
  /** When it was read: what is due later is not expected yet. */
  readAt: Date;
  tasks: TaskRow[];
  auditEntries: Change[];
  reminders: { task_id: string; remind_at: string; state: string }[];
  /** The tasks that notification-service knows. */
  knownTasks: { task_id: string }[];
  notices: { id: string; kind: string; task_id: string; channel: string; state: string }[];
  dispatches: { notification_id: string; kind: string; task_id: string; channel: string; state: string }[];
  inApp: { id: string; kind: string; task_id: string }[];
  /** What a probe of the tests handled, null where none runs. */
  probed: Change[] | null;
  /** Rows in the outboxes of all services. */
  waiting: number;
}

/** An event in a topic that says a task has a new version. */
export interface ChangeEvent extends Change {
  eventId: string;
}

/** What stands in the topics about some people, each in its order. */
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
