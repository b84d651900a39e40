import type { Task } from '#contracts/task';
import type { Choice } from '../domain/chat/intent.ts';
import type { Changed } from '../domain/decision.ts';
import type { Action, Undo } from '../store/messages.ts';

/** What the chat answers; undo is what taking its action back needs. */
export interface ChatAnswer {
  reply: string;
  actions: Action[];
  choices: Choice[];
  undo?: Undo;
}

/** Only words. */
export const say = (reply: string, choices: Choice[] = []): ChatAnswer => ({ reply, actions: [], choices });

/** A change that the chat has made, and what taking it back needs. */
export const done = ({ task, lifecycle: { type } }: Changed, before: Task | null, reply: string): ChatAnswer => ({
  reply,
  actions: [{ type, task_id: task.id, task }],
  choices: [],
  undo: { type, task_id: task.id, version: task.version, before },
});
