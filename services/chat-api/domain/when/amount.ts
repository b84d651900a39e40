import { as, glued, inTurn, longest, lookUp, maybe, once, say, type Rule } from './grammar.ts';
import { count, fraction, whole } from './numbers.ts';
import type { Amount } from './types.ts';
import { shortUnits, units, type Unit } from './words.ts';

/** Half a month and half a day have no calendar unit of their own. */
const times = (number: number, unit: Unit): Amount | null => {
  const months = number * unit.months;
  const days = number * unit.days;
  if (!Number.isInteger(months)) return null;
  const wholeDays = Math.floor(days);
  return { months, days: wholeDays, minutes: number * unit.minutes + (days - wholeDays) * 1440 };
};

const shortUnit: Rule<Unit> = glued(lookUp(shortUnits));

/** One number of one unit: "3 days", "an hour", "half a day", "1.5 hours", "2h". */
export const simpleAmount: Rule<Amount> = once(longest(
  as(inTurn(longest(fraction, count), longest(lookUp(units), shortUnit)), ([number, unit]) => times(number, unit)),
  as(inTurn(whole, say('-'), lookUp(units)), ([number, , unit]) => times(number, unit)),
  as(inTurn(maybe(say('a', 'one')), say('half'), maybe(say('a', 'an')), lookUp(units)), ([, , , unit]) => times(0.5, unit)),
  as(inTurn(say('a quarter of an', 'quarter of an', 'a quarter'), lookUp(units)), ([, unit]) => (unit.minutes === 60 ? times(0.25, unit) : null)),
  as(inTurn(say('three quarters of an'), lookUp(units)), ([, unit]) => times(0.75, unit)),
  as(inTurn(count, lookUp(units), say('and a half')), ([number, unit]) => times(number + 0.5, unit)),
));

const size = ({ months, days, minutes }: Amount): number => (months * 31 + days) * 1440 + minutes;

/** Amounts in a row, each smaller than the one before. */
export const sum = (amounts: readonly Amount[]): Amount | null =>
  amounts.every((amount, index) => index === 0 || size(amount) < size(amounts[index - 1]!))
    ? amounts.reduce((all, one) => ({ months: all.months + one.months, days: all.days + one.days, minutes: all.minutes + one.minutes }))
    : null;

const and = maybe(say('and', ','));

/** A length of time of up to three parts: "1 hour 30 minutes", "1h30", "a week and two days". */
export const amount: Rule<Amount> = once(longest(
  simpleAmount,
  as(inTurn(simpleAmount, and, simpleAmount), ([one, , two]) => sum([one, two])),
  as(inTurn(simpleAmount, and, simpleAmount, and, simpleAmount), ([one, , two, , three]) => sum([one, two, three])),
  as(inTurn(whole, glued(say('h')), glued(whole)), ([hours, , minutes]) => (minutes < 60 ? { months: 0, days: 0, minutes: hours * 60 + minutes } : null)),
));

/** Whether a length counts whole days only. */
export const isDays = ({ minutes }: Amount): boolean => minutes === 0;
