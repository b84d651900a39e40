import type { Conversation } from '../domain/talk/conversation.ts';
import type { Intent, ListFilter, Option } from '../domain/talk/intents.ts';
import { asLabelled } from '../domain/talk/near-half.ts';
import type { Changed } from '../domain/decision.ts';
import type { Work } from '../commit-change.ts';
import type { Action } from '../store/messages.ts';
import type { TimeContext } from '../domain/when/types.ts';
import type { AskNotifications } from './ask-notifications.ts';
import type { ModelTerms } from './model-terms.ts';

/** The outcome of a message, and what the conversation is about from now on. */
export interface Outcome {
  reply: string;
  actions: Action[];
  options: Option[];
  asks?: 'choice' | 'title' | 'when' | 'task' | undefined;
  pending?: Intent | undefined;
  shown?: string[] | undefined;
  spoken?: string[] | undefined;
  filter?: ListFilter | undefined;
}

/** A user's turn in a conversation. */
export interface Turn {
  work: Work;
  conversation: Conversation;
  newId: () => string;
  askNotifications: AskNotifications;
  /** Null: there is none. */
  model: ModelTerms | null;
}

/** How the words of time of a turn are read. */
export const timesOf = ({ work: { now, user } }: Turn): TimeContext => ({ now, time_zone: user.time_zone, date_order: user.date_order });

/** An outcome with only a reply. */
export const say = (reply: string, more: Partial<Outcome> = {}): Outcome => ({ reply, actions: [], options: [], ...more });

/** A question with what can be answered. */
export const ask = (reply: string, options: Option[], more: Partial<Outcome> = {}): Outcome => ({
  reply,
  actions: [],
  options: options.map(({ label, intent }) => ({ label, intent: asLabelled(intent) })),
  asks: 'choice',
  ...more,
});

/** What a change did. */
export const actionOf = ({ task, lifecycle: { type } }: Changed): Action => ({ type, task_id: task.id, task });
