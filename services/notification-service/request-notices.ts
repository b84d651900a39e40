import type { Transaction } from '#platform/db/database';
import { newId } from '#platform/ids';
import { inTraceOf } from '#platform/telemetry';
import { requestDispatches, type Request, type WakeChannel } from './dispatch/request-dispatches.ts';
import { wordNotice } from './domain/content.ts';
import { wantedChannels, type NoticeMode, type Preferences, type Reachable } from './domain/preferences.ts';
import type { TaskFacts } from './domain/task-facts.ts';
import { addNotices, type NewNotice, type Notice } from './store/notices.ts';
import { findReachable } from './store/preferences.ts';

/** Something a user may want to hear about, and what is known of the task. */
export interface News {
  cause: Omit<Notice, 'id' | 'channel'>;
  facts: TaskFacts;
}

/** Whether the time at which a notice goes out depends on the clock and the user's zone. */
const needsClock = ({ quiet_hours }: Preferences, mode: NoticeMode): boolean => mode === 'digest' || quiet_hours !== null;

const noticesOf = ({ cause }: News, reachable: Reachable): NewNotice[] =>
  wantedChannels(reachable, cause.kind).map(({ channel, mode }) => ({
    ...cause, id: newId(), channel, state: needsClock(reachable.preferences, mode) ? 'waiting' : 'requested',
  }));

/** The dispatch that a notice becomes. */
export const requestOf = (notice: Notice, facts: TaskFacts, inTrace: Request['inTrace']): Request => {
  const { id: notification_id, cause_id, user_id, kind, channel, task_id, due_at, correlationid } = notice;
  return { notification_id, cause_id, user_id, kind, channel, task_ids: [task_id], due_at, correlationid, ...wordNotice(notice, facts), inTrace };
};

/**
 * Decides on which channels users hear of news: at once, or through the clock if quiet
 * hours or a digest may hold it back. Asks no other service, so that none can hold up a
 * partition.
 */
export const requestNotices = async (tx: Transaction, news: readonly News[], wake: WakeChannel): Promise<void> => {
  if (news.length === 0) return;
  const reachable = await findReachable(tx, news.map(({ cause }) => cause.user_id));
  const added = await addNotices(tx, news.flatMap((one) => noticesOf(one, reachable.get(one.cause.user_id)!)));
  const facts = new Map(news.map((one) => [one.cause.cause_id, one.facts]));
  const now = added.filter(({ state }) => state === 'requested');
  requestDispatches(tx, now.map((notice) => requestOf(notice, facts.get(notice.cause_id)!, (work) => inTraceOf(notice.traceparent, work))), wake);
};
