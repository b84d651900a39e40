import type { Notice } from '../types.ts';
import type { Act } from './acts.ts';
import type { Sender } from './sender.ts';
import { queue } from './state.ts';

let sender: Sender | null = null;

/** Acts from the time before the data were open. */
let early: { what: Act; title: string }[] = [];

/** Does something: it shows at once, is kept, and is sent when its turn comes. */
export const act = (what: Act, title = ''): void => {
  if (sender === null) early.push({ what, title });
  else void sender.add(what, title);
};

/**
 * Sets the queue that takes acts from now on, and those made before there was one; null:
 * nobody is signed in.
 */
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

/** Takes back an act that was not sent yet; false if the server may have it. */
export const dropEntry = async (seq: number): Promise<boolean> => (await sender?.drop(seq)) ?? false;

/** The latest act that waits and was never sent. */
export const lastUnsent = (): number | null => queue.value.findLast(({ sent, act: { kind } }) => !sent && kind !== 'chat')?.seq ?? null;
