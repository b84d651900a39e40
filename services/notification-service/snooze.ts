import type { Database } from '#platform/db/database';
import { Problem } from '#platform/http/problem';
import { newId } from '#platform/ids';
import { currentTraceparent } from '#platform/telemetry';
import { wantedChannels, type SingleKind } from './domain/preferences.ts';
import { titleOf } from './domain/task-facts.ts';
import { snoozeNotices } from './store/notices.ts';
import { markSnoozed, type Notification } from './store/notifications.ts';
import { findReachable } from './store/preferences.ts';
import { findTasks } from './store/tasks.ts';

/** A wish to get a notice again. */
export interface Snooze {
  notification_id: string;
  user_id: string;
  kind: SingleKind;
  task_id: string;
  due_at: string | null;
  /** When it is to come again, ISO. */
  until: string;
  now: string;
  correlationid: string;
}

/** What was snoozed: the title of its task, and the notification on the page if there is one. */
export interface Snoozed {
  title: string;
  notification: Notification | null;
}

/** Has a notice come again on the channels that its user wants; asked for again, it moves. */
export const snooze = (database: Database, wish: Snooze): Promise<Snoozed> =>
  database.transaction(async (tx) => {
    const { notification_id, user_id, kind, task_id, due_at, until, now, correlationid } = wish;
    const channels = wantedChannels((await findReachable(tx, [user_id])).get(user_id)!, kind);
    if (channels.length === 0) {
      throw new Problem(409, 'There is no channel for this notice', { detail: `switch a channel of ${kind} on in the notification preferences first` });
    }
    const title = titleOf((await findTasks(tx, [task_id])).get(task_id));
    await snoozeNotices(tx, channels.map(({ channel }) => ({
      id: newId(), cause_id: notification_id, channel, user_id, kind, task_id, title, due_at,
      late_seconds: 0, collapsed: 0, correlationid, caused_at: now, not_before: until,
      traceparent: currentTraceparent() ?? null,
    })));
    return { title, notification: await markSnoozed(tx, user_id, notification_id, until) };
  });
