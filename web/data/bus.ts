import type { ChatMessage, Notice, Task } from '../types.ts';
import type { Entry } from './acts.ts';

/** What the tabs of a browser tell each other. */
export type Message =
  | { type: 'queued'; entry: Entry }
  /** An entry left the queue: it was answered, refused or taken back. */
  | { type: 'left'; seq: number; renamed?: { from: string; to: string } }
  | { type: 'refused'; entry: Entry; reason: string }
  /** `gone` never comes back; `missing` is only no longer where it was. */
  | { type: 'tasks'; tasks: Task[]; gone: string[]; missing?: readonly string[]; user_seq?: number }
  /**
   * `maybeKnown`: it was sent before, so the conversation may already contain it. `inChat`:
   * the person expects the answer in the chat.
   */
  | { type: 'said'; messages: ChatMessage[]; task_ids: string[]; maybeKnown: boolean; inChat: boolean }
  /** The chat answered something that was not typed into the chat. */
  | { type: 'answered'; reply: string; asks: boolean }
  | { type: 'notices'; notices: Notice[] }
  | { type: 'taken back'; kind: 'undo' | 'redo'; text: string }
  | { type: 'reachable'; yes: boolean };

/** Sends messages to every tab of a person, this one included. */
export interface Bus {
  /** In order; messages sent together are drawn together. */
  tell(...messages: Message[]): void;
  close(): void;
}

/** The bus of a person's tabs. */
export const openBus = (userId: string, take: (messages: readonly Message[]) => void): Bus => {
  const channel = new BroadcastChannel(`todo-${userId}`);
  channel.addEventListener('message', ({ data }: MessageEvent<Message[]>) => take(data));
  return {
    tell: (...messages) => {
      channel.postMessage(messages);
      take(messages);
    },
    close: () => channel.close(),
  };
};
