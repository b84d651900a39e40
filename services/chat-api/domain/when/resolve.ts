import { isDueLocal, toDueDate, toDueLocal } from '../due.ts';
import { addTo } from './calendar.ts';
import { asTime, readClock } from './clock.ts';
import { datesOf, isName, isOpen, mayBeToday, type Day } from './day.ts';
import type { Moment } from './moment.ts';
import { timesOf, type Times } from './times-said.ts';
import { wallOf, type Wall } from './wall.ts';
import type { Amount, Ambiguous, Note, Point, TimeContext } from './types.ts';

/** One reading of a moment, without its span yet. */
export interface Due {
  due_local: string;
  ends_local: string | null;
  note: Note;
  /** Whether the person's own clock shows another time than the one they named. */
  isForeign: boolean;
}

/**
 * What a moment may mean: a single reading is certain, several lead to a question, none
 * makes no sense.
 */
export interface Readings {
  dues: Due[];
  reason: Ambiguous['reason'];
}

/** A person's habit of writing dates settles what two numbers mean. */
const settle = (day: Day, order: TimeContext['date_order']): Day => {
  if (day.is === 'named' || day.is === 'later') return day.is === 'named' ? { ...day, day: settle(day.day, order) } : { ...day, than: settle(day.than, order) };
  if (day.is !== 'either') return day;
  return day.reason === 'date_order' && order !== null ? day.days[order === 'day_month' ? 0 : 1]! : { ...day, days: day.days.map((one) => settle(one, order)) };
};

const minuteUp = (instant: Temporal.Instant): string => instant.round({ smallestUnit: 'minute', roundingMode: 'ceil' }).toString();

/** "in 3 minutes" is never earlier than three minutes from now. */
export const afterNow = ({ months, days, minutes }: Amount, { now, time_zone }: TimeContext): string =>
  toDueLocal(minuteUp(Temporal.Instant.from(now).toZonedDateTimeISO(time_zone).add({ months, days }).add({ seconds: Math.round(minutes * 60) }).toInstant()), time_zone);

/** Minutes past midnight on a date, as local time; past 24:00 it is the next day's. */
const at = (date: string, minutes: number): string => `${minutes >= 1440 ? addTo(date, { days: Math.floor(minutes / 1440) }) : date}T${asTime(minutes)}`;

/** Where to begin looking: today, if the time still lies ahead. */
const fromDate = (day: Day | null, time: number | null, { today, minutes }: Wall): string => {
  const isAhead = time === null ? day === null || mayBeToday(day) : time > minutes;
  return isAhead ? today : addTo(today, { days: 1 });
};

const inZone = (local: string, zone: string, { time_zone }: TimeContext): string => toDueLocal(toDueDate(local, zone), time_zone);

const days = (day: Day | null, time: number | null, wall: Wall): string[] => {
  const from = fromDate(day, time, wall);
  if (day === null) return [from];
  const dates = datesOf(day, { today: wall.today, from });
  // Who says "thursday" on a Thursday may mean the next one.
  return isName(day) && dates[0] === wall.today ? [wall.today, addTo(wall.today, { days: 7 })] : dates;
};

/** Times in a foreign zone as the person's own; if no day was named, the first that lies ahead. */
const foreign = (dates: readonly string[], minutes: number, zone: string, { day, context, wall }: { day: Day | null; context: TimeContext; wall: Wall }): string[] => {
  if (day !== null) return dates.map((date) => inZone(at(date, minutes), zone, context));
  const tries = [-1, 0, 1, 2].map((days) => inZone(at(addTo(wall.today, { days }), minutes), zone, context));
  return tries.filter((local) => local > wall.local).slice(0, 1);
};

const locals = (moment: Moment, time: number | null, context: TimeContext, wall: Wall): string[] => {
  const dates = days(moment.day, time, wall);
  if (time === null) return dates;
  const zones = moment.clock?.zone?.zones ?? [];
  if (zones.length === 0 || zones.includes(context.time_zone)) return dates.map((date) => at(date, time));
  return zones.flatMap((zone) => foreign(dates, time, zone, { day: moment.day, context, wall }));
};

/** If the clocks skip a time, the later one counts, as the clock will show it. */
const real = (local: string, { time_zone }: TimeContext): string => (local.length === 10 || !isDueLocal(local) ? local : toDueLocal(toDueDate(local, time_zone), time_zone));

const isOver = (due: string, wall: Wall): boolean => (due.length === 10 ? due < wall.today : due <= wall.local);

const namesMonth = new Set<Day['is']>(['of_month', 'nth']);

const noteOf = (said: string, due: string, { day }: Moment, wall: Wall): Note => {
  if (due !== said) return 'clock_gap';
  if (isOver(due, wall)) return 'past';
  if (day === null) return due.slice(0, 10) > wall.today ? 'rolled_to_tomorrow' : null;
  return namesMonth.has(day.is) && isOpen(day) && due.slice(0, 4) > wall.today.slice(0, 4) ? 'rolled_to_next_year' : null;
};

/** "tonight" lasts beyond its usual hour. */
const isStillOn = (moment: Moment, due: string, wall: Wall): boolean =>
  moment.clock === null && moment.part !== null && moment.part.to >= 1440 && due.slice(0, 10) === wall.today && due <= wall.local;

const endsOf = (moment: Moment, due: string, context: TimeContext): string | null => {
  if (moment.clock?.ends === null || moment.clock === null || due.length === 10) return null;
  const read = readClock(moment.clock, moment.part, context.date_order === 'month_day');
  const length = read.at[0] === undefined || read.ends === null ? 0 : read.ends - read.at[0];
  const start = Number(due.slice(11, 13)) * 60 + Number(due.slice(14));
  return at(due.slice(0, 10), start + length);
};

const reasonOf = (moment: Moment, times: Times): Ambiguous['reason'] => {
  if (times.times.length > 1) return times.reason;
  if ((moment.clock?.zone?.zones.length ?? 0) > 1) return 'zone';
  return moment.day?.is === 'either' ? moment.day.reason : 'which_day';
};

/** Everything that a moment may mean at a given time and place. */
export const readingsOf = (said: Moment, context: TimeContext): Readings => {
  const wall = wallOf(context);
  if (said.after !== null) {
    const due_local = afterNow(said.after, context);
    return { dues: isDueLocal(due_local) ? [{ due_local, ends_local: null, note: due_local <= wall.local ? 'past' : null, isForeign: false }] : [], reason: 'which_day' };
  }
  const moment: Moment = { ...said, day: said.day === null ? null : settle(said.day, context.date_order) };
  const times = timesOf(moment, wall, context.date_order === 'month_day');
  const found = [...new Set(times.times.flatMap((time) => locals(moment, time, context, wall)))].filter(isDueLocal);
  const dues = found.slice(0, 8).map((local): Due => {
    if (isStillOn(moment, local, wall)) return { due_local: wall.today, ends_local: null, note: null, isForeign: false };
    const due_local = real(local, context);
    const isForeign = moment.clock?.zone != null && !times.times.some((time) => time !== null && local.endsWith(asTime(time)));
    return { due_local, ends_local: endsOf(moment, due_local, context), note: noteOf(local, due_local, moment, wall), isForeign };
  });
  return { dues, reason: reasonOf(moment, times) };
};

/**
 * "at 7" is open; people who write "7:00" count to 24, and beside a day an hour is settled
 * on its own.
 */
const hasOpenHalf = ({ day, clock, part }: Moment): boolean => clock?.half === 'open' && clock.form === 'hour' && day === null && part === null;

/** A reading as an expression with its spans. */
export const pointOf = (said: Moment, { isForeign, ...due }: Due, spans: Point['spans']): Point => ({
  kind: 'point',
  spans,
  ...due,
  day_given: said.day !== null || said.after !== null,
  time_given: due.due_local.length > 10,
  bound: said.bound ?? 'on',
  bound_given: said.bound !== null,
  origin: said.role === 'origin',
  either_half: !isForeign && hasOpenHalf(said),
  foreign_zone: isForeign ? (said.clock?.zone?.words ?? null) : null,
  relative: said.after !== null,
});
