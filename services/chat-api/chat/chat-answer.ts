import type { Choice } from '../domain/chat/intent.ts';
import type { Changed } from '../domain/decision.ts';
import type { Action } from '../store/messages.ts';

/** What the chat answers. */
export interface ChatAnswer {
  reply: string;
  actions: Action[];
  choices: Choice[];
}

/** Only words. */
export const say = (reply: string, choices: Choice[] = []): ChatAnswer => ({ reply, actions: [], choices });

/** A change that the chat has made. */
export const done = ({ task, lifecycle: { type } }: Changed, reply: string): ChatAnswer => ({
  reply,
  actions: [{ type, task_id: task.id, task }],
  choices: [],
});
