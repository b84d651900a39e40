import { z } from 'zod';
import type { NotificationChannel, NotificationKind } from '#contracts/notification';

/** What happens to a notice of one kind on one channel. */
export const noticeMode = z.enum(['now', 'digest', 'off']);
export type NoticeMode = z.infer<typeof noticeMode>;

const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a local time from 00:00 to 23:59, such as 07:30');

const isTimeZone = (name: string): boolean => {
  try {
    // Fixed offsets such as +01:00 have no daylight saving time.
    return /^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
};

const channelModes = z.strictObject({ email: noticeMode, push: noticeMode, in_app: noticeMode });

/** Hours of the day in which nothing is sent; `from` later than `to` spans midnight. */
export const quietHours = z
  .strictObject({ from: localTime, to: localTime })
  .refine(({ from, to }) => from !== to, 'from and to must differ: give the hours in which nothing is sent, such as 22:00 to 07:00');
export type QuietHours = z.infer<typeof quietHours>;

const fields = {
  task_created: channelModes.describe('a new task: now, in the daily digest, or off, by channel'),
  task_reminder: channelModes.describe('a due reminder'),
  quiet_hours: quietHours.nullable().describe('held until they end, then sent if still relevant'),
  digest_at: localTime.describe('when the daily digest is sent, local time'),
  time_zone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin').nullable().describe('null: the zone of the profile'),
};

/** How a user wants to hear about their tasks. */
export const preferences = z.strictObject(fields);
export type Preferences = z.infer<typeof preferences>;

/** Some of the preferences; what is left out stays. */
export const preferencesPatch = z.strictObject({
  ...fields,
  task_created: channelModes.partial(),
  task_reminder: channelModes.partial(),
}).partial();
export type PreferencesPatch = z.infer<typeof preferencesPatch>;

/** The defaults: reminders on every channel, new tasks only on the page. */
export const defaultPreferences: Preferences = {
  task_created: { email: 'off', push: 'off', in_app: 'now' },
  task_reminder: { email: 'now', push: 'now', in_app: 'now' },
  quiet_hours: null,
  digest_at: '08:00',
  time_zone: null,
};

const without = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

/** The preferences after some of them were changed. */
export const patchPreferences = (before: Preferences, { task_created = {}, task_reminder = {}, ...rest }: PreferencesPatch): Preferences => ({
  ...before,
  ...without(rest),
  task_created: { ...before.task_created, ...without(task_created) },
  task_reminder: { ...before.task_reminder, ...without(task_reminder) },
});

/** A kind of notice that has preferences of its own. */
export type SingleKind = Exclude<NotificationKind, 'digest'>;

const channels = ['email', 'push', 'in_app'] as const;

/** A user's preferences, and whether one of their browsers takes push messages. */
export interface Reachable {
  preferences: Preferences;
  can_push: boolean;
}

/** The channels on which a notice is wanted and possible, each with its mode. */
export const wantedChannels = ({ preferences, can_push }: Reachable, kind: SingleKind): { channel: NotificationChannel; mode: Exclude<NoticeMode, 'off'> }[] =>
  channels.flatMap((channel) => {
    const mode = preferences[kind][channel];
    return mode === 'off' || (channel === 'push' && !can_push) ? [] : [{ channel, mode }];
  });

/**
 * The preferences after somebody unsubscribed: one kind, or everything in the digest, is
 * off on that channel.
 */
export const unsubscribe = (value: Preferences, kind: NotificationKind, channel: NotificationChannel): Preferences => {
  const off = { [channel]: 'off' } as const;
  if (kind !== 'digest') return patchPreferences(value, { [kind]: off });
  const inDigest = (['task_created', 'task_reminder'] as const).filter((single) => value[single][channel] === 'digest');
  return inDigest.reduce((result, single) => patchPreferences(result, { [single]: off }), value);
};
