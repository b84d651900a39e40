import { changeId, type Change, type Tables } from './evidence.ts';
import { changesOf } from './judge-tables.ts';
import { judgeEffects, judgeOrder, type Finding } from './verdict.ts';

interface Mail {
  subject: string;
  messageId: string;
  to: { address: string }[];
}

/**
 * The mails in the development inbox, each counted once by its Message-ID, which is its
 * idempotency key: one for each dispatch that was delivered.
 */
export const judgeMails = async (mailUrl: string, tables: Tables, addresses: readonly string[]): Promise<Finding> => {
  const mails = (await (await fetch(`${mailUrl}/email`)).json()) as Mail[];
  const ours = new Set(addresses);
  const titles = new Map(tables.tasks.map(({ id, title }) => [id, title]));
  const sent = tables.dispatches.filter(({ channel, state }) => channel === 'email' && state === 'delivered');
  const received = new Map(mails.filter(({ to }) => ours.has(to[0]!.address)).map(({ messageId, subject }) => [messageId, subject]));
  return judgeEffects('mails', { must: sent.map(({ task_id }) => `Reminder: ${titles.get(task_id)}`) }, received.values());
};

/** A frame of a WebSocket that shows a change. */
export interface ChangeFrame extends Change {
  user_seq: number;
}

/** The frames of people who watched all the time: each change once, in order. */
export const judgeFrames = (watchers: readonly string[], frames: readonly ChangeFrame[], tables: Tables): Finding => {
  const watching = new Set(watchers);
  const must = changesOf(tables.tasks.filter(({ user_id }) => watching.has(user_id)));
  const outOfOrder = judgeOrder(frames.map((frame) => ({ id: changeId(frame), lane: frame.user_id, place: frame.user_seq })));
  return { ...judgeEffects('live frames', { must }, frames.map(changeId)), outOfOrder };
};
