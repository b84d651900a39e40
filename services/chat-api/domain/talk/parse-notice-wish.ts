/** What a message asks of the notifications, which another service keeps. */
export type NoticeWish =
  | { kind: 'quiet'; from: string; to: string }
  | { kind: 'not_quiet' }
  | { kind: 'snooze'; minutes: number };

const time = String.raw`(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?`;
const quiet = new RegExp(`^(?:be |stay )?(?:quiet|silent|do not disturb|dnd)(?: hours)?(?: every night)? (?:from |between )?${time} (?:to|until|till|and|-) ${time}[.!]?$`, 'i');
const notQuiet = /^(?:no|stop|end|clear|remove|turn off) (?:the |my )?(?:quiet|silent)(?: hours| time)?[.!]?$|^(?:quiet|silent)(?: hours)? off[.!]?$/i;
const snooze = /^snooze(?: (?:it|that|this))?(?: for)?(?: (an?|half an|\d{1,4})?\s*(minutes?|mins?|m|hours?|hrs?|h|days?|d))?[.!]?$/i;

const minutesOf: Record<string, number> = { m: 1, h: 60, d: 24 * 60 };
const usualSnooze = 60;

const toHours = (hour: number, half: string | undefined): number => {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return NaN;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
};

/** A local time as HH:MM; null for a time that does not exist. */
const toTime = ([hour = '', minute = '00', half]: (string | undefined)[]): string | null => {
  const hours = toHours(Number(hour), half);
  return hours <= 23 && Number(minute) <= 59 ? `${String(hours).padStart(2, '0')}:${minute}` : null;
};

const toMinutes = (count: string | undefined, unit: string | undefined): number => {
  if (unit === undefined) return usualSnooze;
  const units = { an: 1, a: 1, 'half an': 0.5 }[(count ?? 'a').toLowerCase()] ?? Number(count);
  return units * minutesOf[unit[0]!.toLowerCase()]!;
};

/** Reads «quiet from 22 to 7», «quiet off» and «snooze an hour»; null for everything else. */
export const parseNoticeWish = (text: string): NoticeWish | null => {
  const said = text.trim().replace(/\s+/g, ' ').slice(0, 200);
  if (notQuiet.test(said)) return { kind: 'not_quiet' };
  const hours = quiet.exec(said);
  if (hours !== null) {
    const [from, to] = [toTime(hours.slice(1, 4)), toTime(hours.slice(4, 7))];
    return from === null || to === null || from === to ? null : { kind: 'quiet', from, to };
  }
  const later = snooze.exec(said);
  const minutes = later === null ? 0 : toMinutes(later[1], later[2]);
  return minutes > 0 ? { kind: 'snooze', minutes } : null;
};
