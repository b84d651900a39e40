import { LRUCache } from 'lru-cache';
import { morning } from '#contracts/morning';

const knownZones = new LRUCache<string, boolean>({ max: 1_000 });

const canResolve = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/**
 * Whether a name is an IANA time zone; fixed offsets such as +01:00 are not, because they
 * have no daylight saving time.
 */
export const isTimeZone = (name: string): boolean => {
  const known = knownZones.get(name);
  if (known !== undefined) return known;
  const valid = /^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(name) && canResolve(name);
  knownZones.set(name, valid);
  return valid;
};

const asDateTime = (due_local: string): Temporal.PlainDateTime =>
  Temporal.PlainDateTime.from(isAllDay(due_local) ? `${due_local}T${morning}` : due_local, { overflow: 'reject' });

/** Whether the text names a whole day. */
export const isAllDay = (due_local: string): boolean => !due_local.includes('T');

/**
 * Whether a text is a date or date-time that the calendar has, in the years that
 * PostgreSQL, JSON and people share.
 */
export const isDueLocal = (text: string): boolean => {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}(T\d{2}:\d{2})?$/.test(text)) return false;
  try {
    asDateTime(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * The instant of a local date or date-time: the later one where the clock skips it, the
 * earlier one where it comes twice.
 */
export const toDueDate = (due_local: string, time_zone: string): string => {
  const instant = asDateTime(due_local).toZonedDateTime(time_zone, { disambiguation: 'compatible' });
  return new Date(instant.epochMilliseconds).toISOString();
};

/** The wall-clock date-time, to the minute, that people in a zone read at an instant. */
export const toDueLocal = (instant: string, time_zone: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(time_zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute', roundingMode: 'floor' });

/** The date on which people in a zone live at an instant. */
export const toLocalDate = (instant: string, time_zone: string): string => toDueLocal(instant, time_zone).slice(0, 10);

/** The instant at which a local date begins. */
export const startOfDay = (date: string, time_zone: string): string =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime(time_zone).epochMilliseconds).toISOString();

/** A local date some days later. */
export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();
