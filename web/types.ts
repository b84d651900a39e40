import type { Page } from '../contracts/http/answer.ts';
import type { Task as StoredTask } from '../contracts/task.ts';

/** A task as the API answers it. */
export interface Task extends StoredTask {
  /** When the next reminder comes; null if there is none. */
  next_reminder_at?: string | null;
}

/** Who is signed in. */
export interface User {
  id: string;
  email: string;
  name: string | null;
  time_zone: string;
  role: 'user' | 'admin';
  /** Whether the day or the month comes first in numeric dates. */
  date_order?: 'day_month' | 'month_day' | null;
  /** False: the address gets no mails yet. */
  confirmed?: boolean;
}

/** An answer that the chat offers; choosing it sends its message. */
export interface Choice {
  label: string;
  message: string;
}

/** What POST /chat answers. */
export interface ChatAnswer {
  reply: string;
  choices: Choice[];
  actions: { type: string; task_id: string; task: Task }[];
  /** What was said before has none. */
  correlation_id?: string | null;
}

/** One line of the conversation. */
export interface ChatMessage {
  id: string;
  role: 'user' | 'assistant';
  text: string;
  choices: Choice[];
  created_at: string;
  /** The request that it was part of; unknown until it is read back. */
  correlation_id?: string | null;
}

/** A notice as GET /notifications lists it. */
export interface Notice {
  id: string;
  kind: 'task_created' | 'task_reminder' | 'digest';
  task_ids: string[];
  title: string;
  body: string;
  due_at: string | null;
  created_at: string;
  read_at: string | null;
  snoozed_until: string | null;
}

/** One page of the tasks, and the latest of the user's changes that it includes. */
export interface TaskPage extends Page<Task> {
  user_seq: number;
}
