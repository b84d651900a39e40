import type { Task } from '#contracts/task';

/** What chat-api is asked for: one instance of a series, which it makes exactly once. */
export interface NextInstance {
  task_id: string;
  occurrence_index: number;
  completed_at: string;
}

/** The instance that follows a finished one, or null where the task does not recur; when it is due is for the rule to say. */
export const nextInstanceOf = (task: Task): NextInstance | null =>
  task.recurrence === null || task.series_id === null
    ? null
    : { task_id: task.id, occurrence_index: task.occurrence_index + 1, completed_at: task.completed_at ?? task.updated_at };
