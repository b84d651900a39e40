import type { NoticeMode, Preferences, QuietHours } from './preferences.ts';

const isQuiet = (at: Temporal.ZonedDateTime, { from, to }: QuietHours): boolean => {
  const time = at.toPlainTime().toString({ smallestUnit: 'minute' });
  return from < to ? from <= time && time < to : time >= from || time < to;
};

/**
 * The first moment of a local time that is not before `start`; if the clocks skip that
 * time, the moment of the change.
 */
const nextLocal = (start: Temporal.ZonedDateTime, time: string): Temporal.ZonedDateTime => {
  for (let days = 0; ; days++) {
    const local = start.toPlainDate().add({ days }).toPlainDateTime(Temporal.PlainTime.from(time));
    for (const disambiguation of ['earlier', 'later'] as const) {
      const moment = local.toZonedDateTime(start.timeZoneId, { disambiguation });
      const skipped = !moment.toPlainDateTime().equals(local);
      const found = skipped ? (local.toZonedDateTime(start.timeZoneId, { disambiguation: 'earlier' }).getTimeZoneTransition('next') ?? moment) : moment;
      if (Temporal.ZonedDateTime.compare(found, start) >= 0) return found;
    }
  }
};

/** The end of the quiet hours in force at an instant, or the instant itself if none are. */
export const afterQuietHours = (instant: string, quiet: QuietHours | null, zone: string): string => {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  if (quiet === null || !isQuiet(at, quiet)) return instant;
  const end = nextLocal(at, quiet.to);
  // A clock change may jump out of the quiet hours before their end is reached.
  const change = at.getTimeZoneTransition('next');
  const jumped = change !== null && Temporal.ZonedDateTime.compare(change, end) < 0 && !isQuiet(change, quiet);
  return (jumped ? change : end).toInstant().toString();
};

/** The time of the first digest at or after an instant. */
export const nextDigest = (instant: string, at: string, zone: string): string =>
  nextLocal(Temporal.Instant.from(instant).toZonedDateTimeISO(zone), at).toInstant().toString();

/** The local date of an instant. */
export const localDate = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

const later = (a: string, b: string): string => (Date.parse(a) > Date.parse(b) ? a : b);

/**
 * When to send a notice that may go from `not_before` on, as seen from now; at once if that
 * is not after now.
 */
export const whenToSend = (
  { not_before, mode }: { not_before: string; mode: Exclude<NoticeMode, 'off'> },
  { quiet_hours, digest_at }: Pick<Preferences, 'quiet_hours' | 'digest_at'>,
  { now, zone }: { now: string; zone: string },
): string => {
  const base = mode === 'digest' ? nextDigest(not_before, digest_at, zone) : not_before;
  return afterQuietHours(later(base, now), quiet_hours, zone);
};
