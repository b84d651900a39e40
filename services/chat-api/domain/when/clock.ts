import type { PartOfDay } from './words.ts';
import type { ZoneSaid } from './zones.ts';

/** A time of day as it was said. */
export interface Clock {
  /** Minutes of the day. */
  at: number;
  /**
   * A number up to twelve without "am", "pm" or a leading zero is `open`: it may be twelve
   * hours later. It is `either` if the rest of the message makes both likely.
   */
  half: 'said' | 'open' | 'either';
  /**
   * How it was written: people who write 5:30 may mean either half of the day, those who
   * say "half past five" the one in which they are awake.
   */
  form: 'hour' | 'colon' | 'midnight';
  zone: ZoneSaid | null;
  /** The end of "from 2 to 4pm". */
  ends: Pick<Clock, 'at' | 'half'> | null;
  /** "at 8 or 9", "at 8 and 20". */
  more: { joint: 'or' | 'and'; clocks: Clock[] } | null;
}

/** A time of day that leaves nothing open. */
export const clockAt = (at: number): Clock => ({ at, half: 'said', form: 'hour', zone: null, ends: null, more: null });

/** The minutes of the day that a time may mean; from 1440 on it is on the next day. */
export interface ClockReading {
  at: number[];
  ends: number | null;
}

const day = 1440;
const noon = 720;

/**
 * The halves of the day that lie within a part of it; "12 in the morning" is midnight,
 * "tonight at 1" comes after it.
 */
const inPart = (at: number, { from, to }: PartOfDay): number[] => [at % noon, (at % noon) + noon, (at % noon) + day].filter((minutes) => minutes >= from && minutes < to).slice(0, 1);

/** People are awake from seven: "at 5" is in the afternoon, "at 9" in the morning. */
const awake = (at: number): number => (at >= noon ? at : at < 7 * 60 ? at + noon : at);

const openReading = (clock: Clock, twelveHours: boolean): number[] => {
  if (clock.form === 'colon' && !twelveHours && clock.at < 7 * 60) return [awake(clock.at), clock.at];
  return [awake(clock.at)];
};

const alone = (clock: Clock, twelveHours: boolean): number[] => {
  if (clock.half === 'said') return [clock.at];
  return clock.half === 'either' ? [clock.at + noon, clock.at] : openReading(clock, twelveHours);
};

const startOf = (clock: Clock, part: PartOfDay | null, twelveHours: boolean): number[] => {
  if (part !== null && clock.half !== 'said') return inPart(clock.at, part);
  if (part === null) return alone(clock, twelveHours);
  const late = clock.at < part.from ? clock.at + day : clock.at;
  return late >= part.from && late < part.to ? [late] : [];
};

const endOf = (start: number, { at, half }: Pick<Clock, 'at' | 'half'>): number => [at, half === 'said' ? at + day : at + noon].find((end) => end > start) ?? at + day;

/**
 * What a time means beside a part of the day; empty if they contradict each other ("5pm in
 * the morning").
 */
export const readClock = (clock: Clock, part: PartOfDay | null, twelveHours: boolean): ClockReading => {
  const at = startOf(clock, part, twelveHours);
  return { at, ends: clock.ends === null ? null : endOf(at[0] ?? 0, clock.ends) };
};

/** Minutes of the day as `HH:MM`. */
export const asTime = (minutes: number): string => {
  const within = minutes % day;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
};
