import type { Day, MonthSaid } from './day.ts';
import { amount, isDays } from './amount.ts';
import { as, digits, glued, inTurn, longest, lookUp, maybe, once, rule, say, type Rule } from './grammar.ts';
import { numericDate } from './numeric-date.ts';
import { count, ordinal, whole } from './numbers.ts';
import { holiday } from './holidays.ts';
import { isFunctionWord } from './place.ts';
import type { Amount } from './types.ts';
import { monthNames, weekdayNames, weekdayPlurals } from './words.ts';

const ahead = (days: number): Day => ({ is: 'ahead', months: 0, days });

const named: Rule<Day> = longest(
  as(say('today'), () => ahead(0)),
  as(say('tomorrow', 'tmrw', 'tmr', 'tmw', '2 moro', '2 morrow', '2 mrw', 'tomoz'), () => ahead(1)),
  as(inTurn(say('2'), glued(say('day'))), () => ahead(0)),
  as(say('the day after tomorrow', 'day after tomorrow', 'overmorrow'), () => ahead(2)),
  as(say('yesterday'), () => ahead(-1)),
  as(say('the day before yesterday', 'day before yesterday'), () => ahead(-2)),
);

const dot = maybe(glued(say('.')));

/** A weekday's name; an abbreviation may have a dot. */
export const weekday: Rule<number> = as(inTurn(lookUp(weekdayNames), dot), ([day]) => day);
const weekdayDay: Rule<Day> = as(weekday, (day): Day => ({ is: 'weekday', weekday: day, which: 'coming' }));

const which = { this: 'this', coming: 'this', next: 'next', following: 'next', last: 'last', past: 'last' } as const;
const whichWeekday: Rule<Day> = as(
  inTurn(maybe(say('the')), say('this', 'coming', 'next', 'following', 'last', 'past', 'this coming', 'upcoming'), weekday),
  ([, said, day]): Day => ({ is: 'weekday', weekday: day, which: which[(said === 'this coming' || said === 'upcoming' ? 'this' : said) as keyof typeof which] }),
);

const weeksAhead: Rule<number> = longest(
  as(say('this week'), () => 0),
  as(say('next week'), () => 1),
  as(say('the week after next'), () => 2),
  as(say('last week'), () => -1),
);

/** "friday next week", "next week on friday", "friday of this week". */
const ofWeek: Rule<Day> = longest(
  as(inTurn(weekday, maybe(say('of', 'in', ',')), weeksAhead), ([day, , weeks]): Day => ({ is: 'of_week', weekday: day, weeks })),
  as(inTurn(weeksAhead, maybe(say('on', ',')), weekday), ([weeks, , day]): Day => ({ is: 'of_week', weekday: day, weeks })),
);

const start: Rule<Day> = longest(named, weekdayDay, whichWeekday, as(say('now'), () => ahead(0)));
const laterThan = ({ months, days }: Amount, than: Day): Day => ({ is: 'later', months, days, than });
const days: Rule<Amount> = as(amount, (said) => (isDays(said) ? said : null));

/** "2 days before christmas", but not "before christmas dinner". */
const closed = <T>(one: Rule<T>): Rule<T> =>
  rule((tokens, at) => {
    const match = one(tokens, at);
    const after = match === null ? undefined : tokens[match.next];
    return after === undefined || after.kind === 'sign' || isFunctionWord(after) ? match : null;
  }, one.starts);

/** A month's name, with a year if one follows. */
export const month: Rule<number> = as(inTurn(lookUp(monthNames), dot), ([name]) => name);
const year: Rule<number> = longest(digits(1900, 2199, { min: 4, max: 4 }), as(inTurn(say("'", '’'), glued(digits(0, 99, { min: 2, max: 2 }))), ([, short]) => 2000 + short));
const yearAfter: Rule<number> = as(inTurn(maybe(say(',')), year), ([, said]) => said);
const monthDay: Rule<number> = longest(
  as(inTurn(digits(1, 31, { min: 1, max: 2 }), dot), ([day]) => day),
  as(ordinal, (day) => (day <= 31 ? day : null)),
);

const namedMonth = (month: number, year: number | null): MonthSaid => ({ month, year });

/** "5 december", "the 5th of dec", "dec 5th, 2026". */
export const writtenDate: Rule<Day> = longest(
  as(inTurn(maybe(say('the')), monthDay, maybe(say('of')), month, maybe(yearAfter)), ([, day, , name, said]): Day => ({ is: 'of_month', day, month: namedMonth(name, said) })),
  as(inTurn(month, maybe(say('the')), monthDay, maybe(yearAfter)), ([name, , day, said]): Day => ({ is: 'of_month', day, month: namedMonth(name, said) })),
);

const theOrdinal: Rule<Day> = as(inTurn(say('the'), ordinal), ([, day]): Day | null => (day <= 31 ? { is: 'month_day', day } : null));
const calendarDate: Rule<Day> = longest(writtenDate, numericDate);

/**
 * Weeks counted from a day: "2 weeks from monday", "a week on friday", "monday week",
 * "friday in two weeks", "a week today".
 */
const counted: Rule<Day> = longest(
  as(inTurn(days, say('from', 'after', 'on', 'following'), start), ([said, , than]) => laterThan(said, than)),
  as(inTurn(days, say('before'), start), ([{ months, days }, , than]) => laterThan({ months: -months, days: -days, minutes: 0 }, than)),
  as(inTurn(days, say('before', 'after'), closed(longest(calendarDate, holiday, theOrdinal))), ([{ months, days }, word, than]) => (word === 'before' ? laterThan({ months: -months, days: -days, minutes: 0 }, than) : laterThan({ months, days, minutes: 0 }, than))),
  as(inTurn(days, longest(named)), ([said, than]) => (said.days >= 7 ? laterThan(said, than) : null)),
  as(inTurn(start, say('week', 'wk', 'fortnight')), ([than, word]) => laterThan({ months: 0, days: word === 'fortnight' ? 14 : 7, minutes: 0 }, than)),
  as(inTurn(whole, lookUp(weekdayPlurals), say('from now', 'from today')), ([number, day]): Day | null =>
    number > 0 ? { is: 'later', months: 0, days: (number - 1) * 7, than: { is: 'weekday', weekday: day, which: 'coming' } } : null,
  ),
  as(inTurn(weekdayDay, say('after next')), ([than]) => laterThan({ months: 0, days: 7, minutes: 0 }, than)),
  as(inTurn(say('the'), weekdayDay, say('after next')), ([, than]) => laterThan({ months: 0, days: 7, minutes: 0 }, than)),
  as(inTurn(weekday, say('in'), days), ([day, , said]): Day | null => (said.days % 7 === 0 && said.months === 0 && said.days > 0 ? { is: 'of_week', weekday: day, weeks: said.days / 7 } : null)),
  as(inTurn(say('in'), days, maybe(say('on')), weekday), ([, said, , day]): Day | null => (said.days % 7 === 0 && said.months === 0 && said.days > 0 ? { is: 'of_week', weekday: day, weeks: said.days / 7 } : null)),
);

const workdayWord = say('working days', 'working day', 'business days', 'business day', 'workdays', 'workday', 'weekdays');

/**
 * "in 3 days", "3 days from now", "two weeks later" with no task to count from, "in 5
 * working days".
 */
const relative: Rule<Day> = longest(
  as(inTurn(say('in', 'in about', 'in another', 'after'), days, maybe(say("time", "' time", '’ time'))), ([, { months, days }]): Day => ({ is: 'ahead', months, days })),
  as(inTurn(days, say('from now', 'from today', 'hence')), ([{ months, days }]): Day => ({ is: 'ahead', months, days })),
  as(inTurn(days, say('ago')), ([{ months, days }]): Day => ({ is: 'ahead', months: -months, days: -days })),
  as(inTurn(say('in'), count, workdayWord, maybe(say("time", "' time", '’ time'))), ([, number]): Day | null => (number <= 999 ? { is: 'workdays', count: number } : null)),
  as(inTurn(count, workdayWord, say('from now', 'from today')), ([number]): Day | null => (number <= 999 ? { is: 'workdays', count: number } : null)),
);

const dash = say('-', 'to', 'until', 'till', 'through');
const dayIn = (day: number, name: number, said: number | null): Day => ({ is: 'of_month', day, month: namedMonth(name, said) });

/** "december 1-5", "1st to 5th of december". */
export const monthRange: Rule<[Day, Day]> = longest<[Day, Day]>(
  as(inTurn(month, monthDay, dash, monthDay, maybe(yearAfter)), ([name, one, , two, said]): [Day, Day] => [dayIn(one, name, said), dayIn(two, name, said)]),
  as(inTurn(maybe(say('the')), monthDay, dash, maybe(say('the')), monthDay, maybe(say('of')), month, maybe(yearAfter)), ([, one, , , two, , name, said]): [Day, Day] => [dayIn(one, name, said), dayIn(two, name, said)]),
);

/** The month that a day belongs to: "of march", "of next month", "of the month". */
export const ofMonth: Rule<MonthSaid | null> = longest<MonthSaid | null>(
  as(inTurn(maybe(say('of', 'in')), say('next month')), () => ({ ahead: 1 })),
  as(inTurn(maybe(say('of', 'in')), say('this month')), () => ({ ahead: 0 })),
  as(inTurn(say('of', 'in'), month, maybe(yearAfter)), ([, name, said]) => namedMonth(name, said)),
);

const ofTheMonth = say('of the month', 'in the month', 'of month');
const place: Rule<number> = longest(
  ordinal,
  as(say('last'), () => -1),
  as(say('second to last', 'second last', 'penultimate', 'next to last'), () => -2),
);
const kindOfDay = longest<number | 'workday' | 'day'>(weekday, as(say('workday', 'working day', 'business day', 'weekday'), () => 'workday' as const), as(say('day'), () => 'day' as const));

/** The largest ordinal: every month has 20 working days, and some have a fifth Friday. */
const mostOf = (weekday: number | 'workday' | 'day'): number => (weekday === 'day' ? 31 : weekday === 'workday' ? 20 : 5);

/** The nth weekday, workday or day, without its month. */
export const nthDay: Rule<{ nth: number; weekday: number | 'workday' | 'day' }> = as(
  inTurn(maybe(say('the')), place, kindOfDay),
  ([, nth, weekday]) => (nth <= mostOf(weekday) ? { nth, weekday } : null),
);

/** "first and third friday" as two days. */
export const nthDays: Rule<{ nth: number; weekday: number | 'workday' | 'day' }[]> = as(
  inTurn(maybe(say('the')), place, say('and', '&', 'and the'), place, kindOfDay),
  ([, one, , two, weekday]) => (Math.max(one, two) <= mostOf(weekday) ? [{ nth: one, weekday }, { nth: two, weekday }] : null),
);

const nthIn = ({ nth, weekday }: { nth: number; weekday: number | 'workday' | 'day' }, said: MonthSaid | null): Day | null => {
  if (weekday !== 'day') return { is: 'nth', nth, weekday, month: said };
  if (nth < -1) return null;
  return said === null ? { is: 'month_day', day: nth } : { is: 'of_month', day: nth, month: said };
};

/** "first monday of december", "last day of the month", "the 3rd of next month". */
const inMonths: Rule<Day> = longest(
  as(inTurn(nthDay, ofMonth), ([said, where]) => (where === null ? null : nthIn(said, where))),
  as(inTurn(nthDay, ofTheMonth), ([said]) => nthIn(said, null)),
  as(inTurn(maybe(say('the')), ordinal, ofMonth), ([, day, where]): Day | null => (where === null || day > 31 ? null : { is: 'of_month', day, month: where })),
  as(inTurn(maybe(say('the')), ordinal, ofTheMonth), ([, day]): Day | null => (day > 31 ? null : { is: 'month_day', day })),
);

/** "friday the 13th", "friday, the 27th". */
const namedDay: Rule<Day> = as(inTurn(weekday, maybe(say(',')), maybe(say('the')), ordinal), ([name, , , day]): Day | null =>
  day <= 31 ? { is: 'named', weekday: name, day: { is: 'month_day', day } } : null,
);

/** A day that is understood whatever comes before it. */
export const plainDay: Rule<Day> = once(longest(named, weekdayDay, whichWeekday, namedDay, ofWeek, counted, relative, writtenDate, inMonths, numericDate));

const days7 = [...weekdayNames].map(([name, day]): [string, Day] => [name, { is: 'weekday', weekday: day, which: 'coming' }]);
const owners = new Map([...days7, ...['today', 'tomorrow', 'yesterday'].map((name, index): [string, Day] => [name, ahead([0, 1, -1][index]!)])].flatMap(([name, day]): [string, Day][] => [[`${name}'s`, day], ...(day.is === 'ahead' ? [[`${name}s`, day] as [string, Day]] : [])]));
const owned = new Set('tasks todos items things stuff ones reminders'.split(' '));

/** "today's tasks", "friday's stuff": the day on which the tasks are due. */
export const ownerDay: Rule<Day> = rule((tokens, at) => {
  const day = owners.get(tokens[at]?.text ?? '');
  return day !== undefined && owned.has(tokens[at + 1]?.text ?? '') ? { value: day, next: at + 1 } : null;
}, new Set(owners.keys()));

/** "the 15th", which needs "on", "by" or the like before it. */
export const bareOrdinal: Rule<Day> = longest(
  as(inTurn(maybe(say('the')), ordinal), ([, day]): Day | null => (day <= 31 ? { is: 'month_day', day } : null)),
  as(inTurn(maybe(say('the')), ordinal, say('and', '&', 'or', 'and the', 'or the'), ordinal), ([, one, joint, two]): Day | null =>
    Math.max(one, two) <= 31 ? { is: 'either', days: [{ is: 'month_day', day: one }, { is: 'month_day', day: two }], reason: joint.startsWith('or') ? 'alternatives' : 'several' } : null,
  ),
);
