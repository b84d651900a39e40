import type { Clock } from './clock.ts';
import type { Day } from './day.ts';
import type { Amount, Bound } from './types.ts';
import type { PartOfDay } from './words.ts';

/** Part of a moment: what a few neighbouring words say about it. */
export interface Moment {
  day: Day | null;
  clock: Clock | null;
  part: PartOfDay | null;
  /** "in 3 minutes": counted from now, to the minute. */
  after: Amount | null;
  bound: Bound | null;
  /**
   * In a move: `origin` says where it comes from, and so which task is meant; `goal` says
   * where it goes.
   */
  role: 'origin' | 'goal' | null;
  /**
   * How surely it is about time at all: by its own words ("tomorrow", "5pm"), by the bare
   * name of a day, which occurs in titles too, by a number after a preposition ("at 5"), or
   * only next to something else ("morning").
   */
  strength: 'sure' | 'name' | 'number' | 'weak';
}

const nothing: Moment = { day: null, clock: null, part: null, after: null, bound: null, role: null, strength: 'sure' };

/** A moment of which only part is known. */
export const moment = (said: Partial<Moment>): Moment => ({ ...nothing, ...said });

const dated = new Set<Day['is']>(['date', 'month_day', 'of_month', 'ahead', 'either']);

/** "friday, november 27": the name confirms the date. */
const joinDays = (one: Day | null, two: Day | null): Day | null | undefined => {
  if (one === null || two === null) return one ?? two;
  const [name, date] = one.is === 'weekday' ? [one, two] : [two, one];
  return name.is === 'weekday' && name.which === 'coming' && dated.has(date.is) ? { is: 'named', weekday: name.weekday, day: date } : undefined;
};

const either = <T>(one: T | null, two: T | null): T | null | undefined => (one !== null && two !== null ? undefined : (one ?? two));

const rank = { sure: 0, number: 1, name: 2, weak: 3 } as const;

const joinsNothing = (one: Moment, two: Moment): boolean => one.after !== null || two.after !== null || (two.role !== null && one.role !== two.role);

/** Joins two neighbouring moments; null if both say the same kind of thing. */
export const join = (one: Moment, two: Moment): Moment | null => {
  if (joinsNothing(one, two)) return null;
  const day = joinDays(one.day, two.day);
  const clock = either(one.clock, two.clock);
  const part = either(one.part, two.part);
  if (day === undefined || clock === undefined || part === undefined) return null;
  const strength = rank[one.strength] <= rank[two.strength] ? one.strength : two.strength;
  return { day, clock, part, after: null, bound: strongerBound(one.bound, two.bound), role: one.role, strength };
};

/** "by friday at 5" counts as by; "on friday before noon" as before. */
const strongerBound = (one: Bound | null, two: Bound | null): Bound | null => {
  if (one === null || one === 'on') return two ?? one;
  return one;
};
