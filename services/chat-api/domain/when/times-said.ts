import { readClock, type Clock } from './clock.ts';
import type { Day } from './day.ts';
import type { Moment } from './moment.ts';
import type { Ambiguous } from './types.ts';
import type { Wall } from './wall.ts';

/** The times of day that a moment may mean, and why there are several. */
export interface Times {
  /** Minutes of the day; null: the day alone. */
  times: (number | null)[];
  reason: Ambiguous['reason'];
}

const noon = 720;

const severally = (clocks: readonly Clock[], part: Moment['part'], twelveHours: boolean): number[] => clocks.flatMap((one) => readClock(one, part, twelveHours).at.slice(0, 1));

/**
 * "friday at midnight" is the night before or the night after; without a day it is the next
 * one.
 */
const midnight = (day: Day | null): Times => ({ times: day === null ? [0] : [1440, 0], reason: 'which_day' });

const isToday = (day: Day): boolean => day.is === 'ahead' && day.days === 0 && day.months === 0;

/** "at 8", said at two in the afternoon: this evening, or tomorrow morning. */
const lateReadings = (at: readonly number[], day: Day | null, { minutes }: Wall): number[] => {
  const [first] = at;
  if (at.length !== 1 || first! >= noon || first! > minutes || first! + noon <= minutes) return [...at];
  if (day === null) return [first! + noon, first!];
  return isToday(day) ? [first! + noon] : [first!];
};

const choiceOf = (clock: Clock, part: Moment['part'], twelveHours: boolean): Times => ({
  times: severally([clock, ...(clock.more?.clocks ?? [])], part, twelveHours),
  reason: clock.more?.joint === 'or' ? 'alternatives' : 'several',
});

const timeOf = (clock: Clock, { part, day }: Moment, wall: Wall, twelveHours: boolean): Times => {
  if (clock.form === 'midnight' && part === null) return midnight(day);
  const { at } = readClock(clock, part, twelveHours);
  return { times: clock.half === 'open' && part === null ? lateReadings(at, day, wall) : at, reason: 'half_of_day' };
};

/** The times of day that a moment may mean. */
export const timesOf = (moment: Moment, wall: Wall, twelveHours: boolean): Times => {
  const { clock, part } = moment;
  if (clock === null) return { times: [part?.time ?? null], reason: 'half_of_day' };
  return clock.more === null ? timeOf(clock, moment, wall, twelveHours) : choiceOf(clock, part, twelveHours);
};
