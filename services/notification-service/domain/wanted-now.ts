import type { NotificationChannel, NotificationKind } from '#contracts/notification';
import type { Preferences } from './preferences.ts';
import { afterQuietHours } from './when-to-send.ts';

/** Whether a notification that was asked for is still wanted, as its user's preferences are now. */
export type Wish = { what: 'send' } | { what: 'drop' } | { what: 'hold'; until: string };

const isOff = (preferences: Preferences, kind: NotificationKind, channel: NotificationChannel): boolean =>
  kind === 'digest'
    ? preferences.task_created[channel] !== 'digest' && preferences.task_reminder[channel] !== 'digest'
    : preferences[kind][channel] === 'off';

/** Asked at every try: preferences change while a server is away. */
export const wantedNow = (preferences: Preferences, { kind, channel }: { kind: NotificationKind; channel: NotificationChannel }, at: { now: string; zone: string }): Wish => {
  if (isOff(preferences, kind, channel)) return { what: 'drop' };
  const until = afterQuietHours(at.now, preferences.quiet_hours, at.zone);
  return Date.parse(until) > Date.parse(at.now) ? { what: 'hold', until } : { what: 'send' };
};
