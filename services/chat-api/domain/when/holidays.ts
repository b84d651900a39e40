import type { Day } from './day.ts';
import { as, longest, say, type Rule } from './grammar.ts';

const each = (month: number, day: number, ...names: string[]): Rule<Day> => as(say(...names), (): Day => ({ is: 'of_month', day, month: { month, year: null } }));

/**
 * Days that people know by name; titles are full of these names, so a preposition must come
 * first.
 */
export const holiday: Rule<Day> = longest(
  each(12, 24, 'christmas eve', 'xmas eve'),
  each(12, 25, 'christmas', 'xmas', 'christmas day'),
  each(12, 26, 'boxing day'),
  each(12, 31, "new year's eve", 'new years eve', 'nye'),
  each(1, 1, "new year's day", 'new years day', "new year's", 'new year', 'the new year'),
  each(2, 14, "valentine's day", 'valentines day'),
  each(10, 31, 'halloween'),
  as(say('thanksgiving'), (): Day => ({ is: 'nth', nth: 4, weekday: 4, month: { month: 11, year: null } })),
);
