import type { Duration, Expression, Period, Point, RemindAt, Repetition, Span } from '../when/types.ts';
import { claim, type Claim, type Said } from './said.ts';
import type { ChatPatch, CreateIntent, DuePatch } from './intents.ts';

/** What a message says about time, sorted by what it can be used for. */
export interface When {
  points: Point[];
  periods: Period[];
  durations: Duration[];
  repeats: Repetition[];
  reminds: RemindAt[];
}

/** Sorts expressions about which there is no doubt. */
export const sortTimes = (expressions: readonly Expression[]): When => {
  const of = <K extends Expression['kind']>(kind: K) => expressions.filter((one): one is Extract<Expression, { kind: K }> => one.kind === kind);
  return {
    points: of('point'),
    periods: of('period'),
    durations: of('duration'),
    repeats: of('repetition'),
    reminds: of('reminder').flatMap(({ at }) => at),
  };
};

/** A length of time in a title belongs to it: "run for 30 minutes". */
export const isPartOfTitle = (one: Expression): boolean => one.kind === 'duration' && one.direction === null;

const claimsOf = ({ spans }: { spans: readonly Span[] }): Claim[] => spans.map(({ from, to }) => ({ from, to, kind: 'time', means: '' }));

/** Claims words of time. */
export const claimTimes = (said: Said, expressions: readonly Expression[]): Said => claim(said, ...expressions.flatMap(claimsOf));

const readingsOf = (one: Expression): (Expression | null)[] => {
  if (one.kind === 'ambiguous') return one.readings;
  if (one.kind === 'period' && one.due_choices.length > 1) return one.due_choices.map((due_local) => ({ ...one, due_local, due_choices: [due_local] }));
  if (one.kind === 'unruly') return [...one.choices, null];
  return one.kind === 'suspect' ? [...(one.reading === null ? [] : readingsOf(one.reading)), null] : [one];
};

const most = 6;

/**
 * Every way to read expressions of which some are ambiguous; a reading of null leaves the
 * words where they are.
 */
export const variantsOf = (expressions: readonly Expression[]): Expression[][] =>
  expressions.reduce<Expression[][]>(
    (all, one) => all.flatMap((before) => readingsOf(one).map((reading) => (reading === null ? before : [...before, reading]))).slice(0, most),
    [[]],
  );

/** A task has one moment, so two moments make two readings. */
export const oneMomentEach = (expressions: readonly Expression[]): Expression[][] => {
  const points = expressions.filter(({ kind }) => kind === 'point');
  return points.length < 2 ? [[...expressions]] : points.map((kept) => expressions.filter((one) => one.kind !== 'point' || one === kept));
};

const isTimeOfDay = (one: Expression): boolean =>
  one.kind === 'ambiguous' ? one.readings.every(isTimeOfDay) : one.kind === 'point' && one.time_given && !one.day_given && !one.relative;

/**
 * Whether a time of day comes without a day: which half of the day it means depends on what
 * it is for.
 */
export const hasTimeOfDay = (expressions: readonly Expression[]): boolean => expressions.some(isTimeOfDay);

const dayOf = (local: string): string => local.slice(0, 10);
const timeOf = (local: string): string | null => (local.length > 10 ? local.slice(11) : null);

const withTimeOf = (repeat: Repetition, point: Point | undefined): string =>
  point === undefined || !point.time_given || repeat.time_given ? repeat.due_local : `${dayOf(repeat.due_local)}T${timeOf(point.due_local)}`;

/** The moment of a new task: a new task is not moved from anywhere. */
const goalOf = (points: readonly Point[]): Point | undefined => points.find(({ origin }) => !origin) ?? points[0];

const firstDue = ({ points, periods: [period], repeats: [repeat] }: When): string | null => {
  const point = goalOf(points);
  return repeat === undefined ? (point?.due_local ?? period?.due_local ?? null) : withTimeOf(repeat, point);
};

/** The due time, repetition and reminders of a new task. */
export const timesOfNew = (when: When): Pick<CreateIntent, 'due_local' | 'recurrence' | 'recurrence_mode' | 'remind'> => {
  const [repeat] = when.repeats;
  return {
    due_local: firstDue(when),
    recurrence: repeat?.rule ?? null,
    recurrence_mode: repeat?.mode ?? 'schedule',
    remind: when.reminds.length === 0 ? null : when.reminds,
  };
};

const sign = (duration: Duration, usual: 'later' | 'earlier'): 1 | -1 => ((duration.direction ?? usual) === 'later' ? 1 : -1);

/** How far a length of time moves a task; `usual` is the direction that the verb implies. */
export const shiftOf = (duration: Duration, usual: 'later' | 'earlier'): DuePatch => {
  const by = sign(duration, usual);
  return { shift: { months: by * duration.months, days: by * duration.days, minutes: by * duration.minutes } };
};

const ofPoint = ({ due_local, day_given, time_given, either_half }: Point): DuePatch => ({ day: day_given ? dayOf(due_local) : null, time: time_given ? timeOf(due_local) : null, ...(either_half && { near: true }) });

const ofPeriod = ({ due_local }: Period): DuePatch | undefined => (due_local === null ? undefined : { day: dayOf(due_local), time: timeOf(due_local) });

/** "an hour earlier" reads as a reminder, but here it moves the task. */
const ofReminder = (remind: RemindAt | undefined): DuePatch | undefined => (remind?.how === 'before' ? { shift: { months: 0, days: 0, minutes: -remind.minutes } } : undefined);

/** The new due time that words of time ask for; undefined where they name none. */
export const duePatchOf = ({ points: [point], periods: [period], durations: [duration], reminds: [remind] }: When, usual: 'later' | 'earlier' = 'later'): DuePatch | undefined => {
  if (point !== undefined) return ofPoint(point);
  if (duration !== undefined) return shiftOf(duration, usual);
  return period === undefined ? ofReminder(remind) : ofPeriod(period);
};

/** The repetition that words of time ask for. */
export const repeatPatchOf = ({ repeats: [repeat], points: [point] }: When): ChatPatch['repeat'] =>
  repeat === undefined
    ? undefined
    : { rule: repeat.rule, due_local: withTimeOf(repeat, point), time_given: repeat.time_given || point?.time_given === true, start_given: repeat.start_given, mode: repeat.mode };

/** The local days that words of time speak of; null where they name none. */
export const daysOf = ({ points: [point], periods: [period] }: When): { from: string | null; to: string | null } | null => {
  if (period !== undefined) return { from: period.from, to: period.to };
  if (point === undefined) return null;
  const day = dayOf(point.due_local);
  // "the ones from yesterday" are of that day.
  if (!point.bound_given || point.bound === 'on' || (point.bound === 'from' && point.note === 'past')) return { from: day, to: day };
  return ['after', 'from'].includes(point.bound) ? { from: day, to: null } : { from: null, to: day };
};
