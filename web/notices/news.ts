import { markRead } from '../data/act.ts';
import type { NoticeFrame } from '../data/live.ts';
import { isOwn, noteOwn } from '../data/own.ts';
import { sayNotice } from '../data/tell.ts';
import { user } from '../session.ts';
import type { Notice } from '../types.ts';
import { notices, readNotices, takeNotices } from './state.ts';

const noticeOf = ({ notification_id, kind, task_ids, title, body, time }: NoticeFrame): Notice => ({
  id: notification_id, kind, task_ids, title, body, due_at: null, created_at: time, read_at: null, snoozed_until: null,
});

/**
 * Nobody is told of tasks they have just made themselves, whichever comes first: the
 * notice, or the answer that says whose the task is.
 */
const keepSilent = (): void => notices.value.filter(({ kind, task_ids }) => kind === 'task_created' && isOwn(task_ids)).forEach(markRead);

/** Remembers tasks that were just changed here. */
export const takeOwn = (ids: readonly string[]): void => {
  noteOwn(ids);
  keepSilent();
};

/** An event may arrive before the answer to the request that caused it. */
const answeredByMs = 2_500;

const tellOfNew = (notice: Notice): void => {
  if (isOwn(notice.task_ids)) {
    // Before it shows, so that it never counts as unread.
    markRead(notice);
    return takeNotices([{ ...notice, read_at: notice.created_at }]);
  }
  takeNotices([notice]);
  sayNotice(notice);
};

/** Takes a notice that arrives live. */
export const takeFrame = (frame: NoticeFrame): void => {
  const notice = noticeOf(frame);
  const whose = user.value?.id;
  if (notices.value.some(({ id }) => id === notice.id)) return;
  if (frame.kind === 'task_created') return void setTimeout(() => user.value?.id === whose && tellOfNew(notice), answeredByMs);
  takeNotices([notice]);
  sayNotice(notice);
};

/** Reads the latest notices. */
export const readNews = async (): Promise<void> => {
  await readNotices();
  keepSilent();
};
