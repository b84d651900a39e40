import type { Notice } from '../types.ts';
import type { Act } from './acts.ts';
import type { Sender } from './sender.ts';
import { queue } from './state.ts';

let sender: Sender | null = null;

/** What is done while the data are still being opened. */
let early: { what: Act; title: string }[] = [];

/** Does something: shown at once, kept, and sent when its turn comes. */
export const act = (what: Act, title = ''): void => {
  if (sender === null) early.push({ what, title });
  else void sender.add(what, title);
};

/** Names the queue that takes what is done from now on, and what was done before it was there; null: nobody is at it. */
export const actThrough = (next: Sender | null): void => {
  sender = next;
  const waiting = early;
  early = [];
  if (next !== null) for (const { what, title } of waiting) act(what, title);
};

/** Marks a notice as read. */
export const markRead = (notice: Notice): void => {
  if (notice.read_at === null) act({ kind: 'read', notice: notice.id }, notice.title);
};

/** Takes back something that was not sent yet; false where the server may have it. */
export const dropEntry = async (seq: number): Promise<boolean> => (await sender?.drop(seq)) ?? false;

/** The latest act that waits and was never sent. */
export const lastUnsent = (): number | null => queue.value.findLast(({ sent, act: { kind } }) => !sent && kind !== 'chat')?.seq ?? null;
