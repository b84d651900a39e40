import { notificationRequested } from '#contracts/events/index';
import type { Transaction } from '#platform/db/database';
import { newId } from '#platform/ids';
import { wordNotice } from './domain/content.ts';
import { wantedChannels, type NoticeMode, type Preferences } from './domain/preferences.ts';
import type { TaskFacts } from './domain/task-facts.ts';
import { addNotice, type Notice } from './store/notices.ts';
import { readPreferences } from './store/preferences.ts';
import { hasSubscription } from './store/push-subscriptions.ts';

/** What happened that a user may want to know. */
export type Cause = Omit<Notice, 'id' | 'channel'>;

/** Whether it takes the clock, and the user's zone, to say when a notice goes out. */
const needsClock = ({ quiet_hours }: Preferences, mode: NoticeMode): boolean => mode === 'digest' || quiet_hours !== null;

/** Asks for the dispatch of one notice. */
export const emitRequest = (tx: Transaction, notice: Notice, facts: TaskFacts): void =>
  tx.emit(notificationRequested, {
    key: notice.user_id,
    subject: notice.task_id,
    correlationid: notice.correlationid,
    causationid: notice.cause_id,
    data: {
      notification_id: notice.id,
      user_id: notice.user_id,
      kind: notice.kind,
      channel: notice.channel,
      task_ids: [notice.task_id],
      due_at: notice.due_at,
      ...wordNotice(notice, facts),
    },
  });

/**
 * Decides the channels of a cause and requests its notices: at once, or through the clock where quiet hours or a digest may hold them.
 * No other service is asked here, so that none of them can hold up a partition. Returns how many notices there are.
 */
export const requestNotices = async (tx: Transaction, cause: Cause, facts: TaskFacts): Promise<number> => {
  const preferences = await readPreferences(tx, cause.user_id);
  const channels = wantedChannels(preferences, cause.kind, await hasSubscription(tx, cause.user_id));
  let count = 0;
  for (const { channel, mode } of channels) {
    const notice: Notice = { ...cause, id: newId(), channel };
    const state = needsClock(preferences, mode) ? 'waiting' : 'requested';
    if (!(await addNotice(tx, notice, state))) continue;
    if (state === 'requested') emitRequest(tx, notice, facts);
    count += 1;
  }
  return count;
};
