import type { NotificationChannel, NotificationKind } from '#contracts/notification';
import type { Preferences } from './preferences.ts';
import { afterQuietHours } from './when-to-send.ts';

/** Whether a requested notification is still wanted under its user's present preferences. */
export type Wish = { what: 'send' } | { what: 'drop' } | { what: 'hold'; until: string };

const isOff = (preferences: Preferences, kind: NotificationKind, channel: NotificationChannel): boolean =>
  kind === 'digest'
    ? preferences.task_created[channel] !== 'digest' && preferences.task_reminder[channel] !== 'digest'
    : preferences[kind][channel] === 'off';

/** Asked before every try: preferences may change while a server is down. */
export const wantedNow = (preferences: Preferences, { kind, channel }: { kind: NotificationKind; channel: NotificationChannel }, at: { now: string; zone: string }): Wish => {
  if (isOff(preferences, kind, channel)) return { what: 'drop' };
  const until = afterQuietHours(at.now, preferences.quiet_hours, at.zone);
  return Date.parse(until) > Date.parse(at.now) ? { what: 'hold', until } : { what: 'send' };
};
