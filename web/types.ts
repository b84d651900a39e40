/** What the app shows of a task; the contract has more. */
export interface Task {
  id: string;
  title: string;
  description: string | null;
  status: 'TODO' | 'IN_PROGRESS' | 'DONE';
  priority: 'HIGH' | 'MEDIUM' | 'LOW';
  due_date: string | null;
  due_local: string | null;
  time_zone: string;
  recurrence: string | null;
  tags: string[];
  version: number;
}

/** Who is signed in. */
export interface User {
  id: string;
  email: string;
  name: string | null;
  time_zone: string;
  role: 'user' | 'admin';
}

/** An answer that the chat offers; its message is what choosing it sends. */
export interface Choice {
  label: string;
  message: string;
}

/** What POST /chat answers. */
export interface ChatAnswer {
  reply: string;
  choices: Choice[];
}

/** One line of the conversation. */
export interface ChatMessage {
  role: 'user' | 'assistant';
  text: string;
  choices: Choice[];
}

/** An entry of the audit trail. */
export interface AuditEntry {
  id: number;
  occurred_at: string;
  user_id: string | null;
  actor: string | null;
  operation: string;
  source: string;
  task_id: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  erased: boolean;
}

/** What GET /audit/verify answers. */
export interface AuditVerdict {
  ok: boolean;
  entries: number;
  chains: { chain: number; entries: number; problem: { position: number; reason: string } | null }[];
}

/** One page of a list. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/** One page of the tasks, and the last of the user's changes that it shows. */
export interface TaskPage extends Page<Task> {
  user_seq: number;
}
