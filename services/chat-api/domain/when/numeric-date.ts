import { dateOf } from './calendar.ts';
import type { Day } from './day.ts';
import { as, digits, glued, inTurn, longest, say, type Rule } from './grammar.ts';

const short = digits(1, 31, { min: 1, max: 2 });
const full = digits(1900, 2199, { min: 4, max: 4 });
const year: Rule<number> = longest(full, as(digits(0, 99, { min: 2, max: 2 }), (two) => 2000 + two));

const exact = (year: number, month: number, day: number): Day | null => {
  const date = dateOf(year, month, day);
  return date === null || day < 1 ? null : { is: 'date', date };
};

const inYear = (year: number | null, month: number, day: number): Day | null => {
  if (year !== null) return exact(year, month, day);
  // A leap year: whether the year in question has the day is settled later.
  return dateOf(2028, month, day) === null ? null : { is: 'of_month', day, month: { month, year: null } };
};

/** Both orders, if the calendar has both; the context settles which is meant. */
const eitherOrder = (one: number, two: number, year: number | null): Day | null => {
  const dayFirst = inYear(year, two, one);
  const monthFirst = inYear(year, one, two);
  if (dayFirst === null || monthFirst === null || one === two) return dayFirst ?? monthFirst;
  return { is: 'either', days: [dayFirst, monthFirst], reason: 'date_order' };
};

const between = (sign: string) => glued(say(sign));

const withSign = (sign: string): Rule<Day> =>
  longest(
    as(inTurn(full, between(sign), glued(short), between(sign), glued(short)), ([years, , month, , day]) => exact(years, month, day)),
    as(inTurn(short, between(sign), glued(short), between(sign), glued(year)), ([one, , two, , years]) => eitherOrder(one, two, years)),
  );

/** Dots are the German way: the day comes first, and a final dot ends a date without a year. */
const pointed: Rule<Day> = longest(
  as(inTurn(short, between('.'), glued(short), between('.'), glued(year)), ([day, , month, , years]) => inYear(years, month, day)),
  as(inTurn(short, between('.'), short, between('.'), full), ([day, , month, , years]) => inYear(years, month, day)),
  as(inTurn(full, between('.'), glued(short), between('.'), glued(short)), ([years, , month, , day]) => exact(years, month, day)),
);

/** A date in numbers, with its year. */
export const numericDate: Rule<Day> = longest(withSign('-'), withSign('/'), pointed);

/** "5.12.", the day and the month with a dot each. */
export const pointedDate: Rule<Day> = as(inTurn(short, between('.'), glued(short), between('.')), ([day, , month]) => inYear(null, month, day));

/** "9.12", which needs "on" before it. */
export const pointedPair: Rule<Day> = as(inTurn(short, between('.'), glued(short)), ([day, , month]) => inYear(null, month, day));

/** "5/12" and "5.12.", which are as often a fraction or a version. */
export const shortNumericDate: Rule<Day> = longest(
  // 24/7 is always.
  as(inTurn(short, between('/'), glued(short)), ([one, , two]) => (one === 24 && two === 7 ? null : eitherOrder(one, two, null))),
  pointedDate,
);
