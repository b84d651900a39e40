import { morning } from '../../contracts/morning.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  });
  formats.set(zone, made);
  return made;
};

/** The wall clock of a zone at an instant (ms), `2026-11-22T09:00`. */
export const toLocal = (instant: number, zone: string): string => {
  const part = Object.fromEntries(formatOf(zone).formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}`;
};

const asUtc = (local: string): number => Date.parse(`${local}Z`);

/**
 * The instant (ISO) of a local date or date-time; a date counts from the morning, as on the
 * server. If the clocks skip the time, the later one.
 */
export const toInstant = (local: string, zone: string): string => {
  const wanted = asUtc(local.includes('T') ? local : `${local}T${morning}`);
  const offsetAt = (instant: number): number => asUtc(toLocal(instant, zone)) - instant;
  // The offset of the day before is the one that holds up to a change of the clocks.
  const before = wanted - offsetAt(wanted - 86_400_000);
  const after = wanted - offsetAt(wanted + 86_400_000);
  const fits = [before, after].find((instant) => asUtc(toLocal(instant, zone)) === wanted);
  return new Date(fits ?? before).toISOString();
};

/** A date some days later. */
export const addDays = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** 0 for Monday. */
export const weekday = (date: string): number => (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;
