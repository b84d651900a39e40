import type { Task } from '#contracts/task';

/** A request to chat-api for one instance of a series, which it makes exactly once. */
export interface NextInstance {
  task_id: string;
  occurrence_index: number;
  completed_at: string;
}

/**
 * The instance that follows a finished one, or null if the task does not recur; chat-api
 * works out when it is due.
 */
export const nextInstanceOf = (task: Task): NextInstance | null =>
  task.recurrence === null || task.series_id === null
    ? null
    : { task_id: task.id, occurrence_index: task.occurrence_index + 1, completed_at: task.completed_at ?? task.updated_at };
