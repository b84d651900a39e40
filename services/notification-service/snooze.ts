import type { Database } from '#platform/db/database';
import { Problem } from '#platform/http/problem';
import { newId } from '#platform/ids';
import { currentTraceparent } from '#platform/telemetry';
import { bareTitle } from './domain/content.ts';
import { wantedChannels, type SingleKind } from './domain/preferences.ts';
import { snoozeNotices } from './store/notices.ts';
import { markSnoozed, type Notification } from './store/notifications.ts';
import { findReachable } from './store/preferences.ts';

/** A notice that is to come again. */
export interface Snooze {
  notification_id: string;
  user_id: string;
  kind: SingleKind;
  task_id: string;
  title: string;
  due_at: string | null;
  /** When it is to come, ISO. */
  until: string;
  now: string;
  correlationid: string;
}

/** Lets a notice come again on the channels that its user wants; asked for again, it moves. Null where the page has none such. */
export const snooze = (database: Database, wish: Snooze): Promise<Notification | null> =>
  database.transaction(async (tx) => {
    const { notification_id, user_id, kind, task_id, title, due_at, until, now, correlationid } = wish;
    const channels = wantedChannels((await findReachable(tx, [user_id])).get(user_id)!, kind);
    if (channels.length === 0) {
      throw new Problem(409, 'There is no channel for this notice', { detail: `switch a channel of ${kind} on in the notification preferences first` });
    }
    await snoozeNotices(tx, channels.map(({ channel }) => ({
      id: newId(), cause_id: notification_id, channel, user_id, kind, task_id, title: bareTitle(title), due_at,
      late_seconds: 0, collapsed: 0, correlationid, caused_at: now, not_before: until,
      traceparent: currentTraceparent() ?? null,
    })));
    return markSnoozed(tx, user_id, notification_id, until);
  });
