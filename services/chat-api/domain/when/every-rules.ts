import { nthDay, nthDays, ofMonth, weekday, writtenDate } from './day-rules.ts';
import { byDays, byMonthDays, byNth, byYearDay, every, workdays, type Every } from './every.ts';
import { as, glued, inTurn, list, longest, lookUp, maybe, say, type Rule } from './grammar.ts';
import { ordinal, whole } from './numbers.ts';
import { monthNames, partsOfDay, weekdayPlurals, type PartOfDay } from './words.ts';

const repeating = say('repeat', 'repeats', 'repeating', 'recurring', 'recurs', 'repeated');
const each: Rule<unknown> = inTurn(maybe(repeating), say('every single', 'each and every', 'every', 'each', 'once every', 'once each', 'ev'));

interface Step {
  freq: Every['freq'];
  interval: number;
}

const unitNames: [string, Step][] = [
  ['day', { freq: 'DAILY', interval: 1 }],
  ['night', { freq: 'DAILY', interval: 1 }],
  ['week', { freq: 'WEEKLY', interval: 1 }],
  ['wk', { freq: 'WEEKLY', interval: 1 }],
  ['fortnight', { freq: 'WEEKLY', interval: 2 }],
  ['month', { freq: 'MONTHLY', interval: 1 }],
  ['quarter', { freq: 'MONTHLY', interval: 3 }],
  ['year', { freq: 'YEARLY', interval: 1 }],
  ['yr', { freq: 'YEARLY', interval: 1 }],
];
const unit: Rule<Step> = lookUp(new Map(unitNames.flatMap(([name, step]): [string, Step][] => [[name, step], [`${name}s`, step]])));

/** "other" is every second one, "third" every third. */
const interval: Rule<number> = longest(
  as(say('other', 'alternate'), () => 2),
  as(ordinal, (number) => (number > 1 ? number : null)),
  as(whole, (number) => (number > 0 && number < 1000 ? number : null)),
);

const stepped = ({ freq, interval }: Step, times: number): Every => every(freq, {}, interval * times);

/** "every day", "every other week", "every 3 months", "once a year". */
const everyUnit: Rule<Every> = longest(
  as(inTurn(each, unit), ([, step]) => stepped(step, 1)),
  as(inTurn(each, interval, unit), ([, times, step]) => stepped(step, times)),
  as(inTurn(each, say('couple of'), unit), ([, , step]) => stepped(step, 2)),
  as(inTurn(say('once'), say('a', 'per'), unit), ([, , step]) => stepped(step, 1)),
);

const adverbs: Record<string, Step> = {
  daily: { freq: 'DAILY', interval: 1 }, everyday: { freq: 'DAILY', interval: 1 }, weekly: { freq: 'WEEKLY', interval: 1 }, fortnightly: { freq: 'WEEKLY', interval: 2 },
  monthly: { freq: 'MONTHLY', interval: 1 }, quarterly: { freq: 'MONTHLY', interval: 3 }, yearly: { freq: 'YEARLY', interval: 1 }, annually: { freq: 'YEARLY', interval: 1 },
};
const adverb: Rule<Every> = as(inTurn(maybe(longest(repeating, say('once'))), lookUp(new Map(Object.entries(adverbs)))), ([, step]) => stepped(step, 1));

const workdayNames = say('weekday', 'weekdays', 'workday', 'workdays', 'working day', 'working days', 'business day', 'business days', 'work day', 'work days', 'school day');
const weekendNames = say('weekend', 'weekends');

/** Weekdays, by name or as a group. */
const dayGroup: Rule<number[]> = longest(
  as(weekday, (day) => [day]),
  as(lookUp(weekdayPlurals), (day) => [day]),
  as(workdayNames, () => [1, 2, 3, 4, 5]),
  as(weekendNames, () => [6, 7]),
  as(inTurn(weekday, say('to', '-', 'through', 'thru', 'until', 'till'), weekday), ([from, , to]) => (to > from ? Array.from({ length: to - from + 1 }, (_, index) => from + index) : null)),
);
const and = longest<unknown>(inTurn(say(','), maybe(say('and', '&')), maybe(each)), inTurn(say('and', '&', '+', '/', 'and on'), maybe(each)));
/** After "every", weekdays may follow each other with no word in between: "mon wed fri". */
const dayGroups: Rule<number[]> = as(list(dayGroup, maybe(and)), (groups) => groups.flat());

/** "every monday and thursday", "every other tuesday". */
const everyWeekday: Rule<Every> = longest(
  as(inTurn(each, dayGroups), ([, days]) => every('WEEKLY', byDays(days))),
  as(inTurn(each, as(ordinal, (nth) => (nth === 2 ? nth : null)), dayGroups), ([, , days]) => every('WEEKLY', byDays(days), 2)),
  as(inTurn(each, say('other', 'alternate'), dayGroups), ([, , days]) => every('WEEKLY', byDays(days), 2)),
  as(inTurn(each, whole, dayGroups), ([, times, days]) => (times > 1 && times < 100 ? every('WEEKLY', byDays(days), times) : null)),
  as(inTurn(say('alternate'), dayGroups), ([, days]) => every('WEEKLY', byDays(days), 2)),
);

/** "mondays", "on tuesdays and thursdays", "weekdays": a plural repeats without "every". */
const plural: Rule<number[]> = longest(
  as(lookUp(weekdayPlurals), (day) => [day]),
  as(say('weekdays', 'workdays', 'working days', 'business days', 'work days'), () => [1, 2, 3, 4, 5]),
  as(say('weekends'), () => [6, 7]),
  as(say('mwf', 'm w f', 'm / w / f'), () => [1, 3, 5]),
  as(say('tth', 'tuth', 'tu th', 't / th'), () => [2, 4]),
);
const plurals: Rule<Every> = as(inTurn(maybe(say('on')), list(plural, and)), ([, groups]) => every('WEEKLY', byDays(groups.flat())));

const months = (step: Step | null, by: Record<string, string> | null): Every | null =>
  by === null || (step !== null && step.freq !== 'MONTHLY') ? null : every('MONTHLY', by, step?.interval ?? 1);

const everyMonth: Rule<Step> = longest(
  as(inTurn(each, maybe(interval), unit), ([, times, { freq, interval }]) => (freq === 'MONTHLY' ? { freq, interval: interval * (times ?? 1) } : null)),
  as(say('monthly'), (): Step => ({ freq: 'MONTHLY', interval: 1 })),
  as(say('quarterly'), (): Step => ({ freq: 'MONTHLY', interval: 3 })),
  as(say('a month'), (): Step => ({ freq: 'MONTHLY', interval: 1 })),
);
const on = maybe(say('on', 'on the', 'the', 'at the'));
const nths = longest(nthDays, list(nthDay, and));
const monthDays: Rule<number[]> = as(list(as(inTurn(maybe(say('the')), ordinal), ([, day]) => (day <= 31 ? day : null)), and), (days) => days);
const ofTheMonth = say('of the month', 'in the month', 'of a month', 'of month', 'of the months');
const endOf: Rule<unknown> = say('end of', 'end', 'the end of');

/**
 * "first monday of every month", "every month on the 1st and 15th", "every third friday of
 * the month", "every 15th".
 */
const monthly: Rule<Every> = longest(
  as(inTurn(on, nths, say('of', 'in'), everyMonth), ([, days, , step]) => months(step, byNth(days))),
  as(inTurn(on, nths, everyMonth), ([, days, step]) => months(step, byNth(days))),
  as(inTurn(everyMonth, on, nths), ([step, , days]) => months(step, byNth(days))),
  as(inTurn(each, nths, ofTheMonth), ([, days]) => months(null, byNth(days))),
  as(inTurn(each, nths), ([, days]) => (days.every(({ nth }) => nth === 1 || nth < 0) ? months(null, byNth(days)) : null)),
  as(inTurn(on, monthDays, say('of', 'in'), everyMonth), ([, days, , step]) => months(step, byMonthDays(days))),
  as(inTurn(on, monthDays, everyMonth), ([, days, step]) => months(step, byMonthDays(days))),
  as(inTurn(everyMonth, maybe(say('on')), monthDays), ([step, , days]) => months(step, byMonthDays(days))),
  as(inTurn(everyMonth, say('on', 'on day', 'on the'), maybe(say('day')), whole), ([step, , , day]) => (day >= 1 && day <= 31 ? months(step, byMonthDays([day])) : null)),
  as(inTurn(each, nthDays), ([, days]) => months(null, byNth(days))),
  as(inTurn(each, monthDays, maybe(ofTheMonth)), ([, days]) => months(null, byMonthDays(days))),
  as(inTurn(maybe(say('at', 'on', 'by')), maybe(say('the')), endOf, everyMonth), ([, , , step]) => months(step, { BYMONTHDAY: '-1' })),
  as(inTurn(each, say('end of month', 'end of the month', 'month end')), () => every('MONTHLY', { BYMONTHDAY: '-1' })),
  as(inTurn(maybe(say('at', 'on')), maybe(say('the')), say('start of', 'beginning of'), everyMonth), ([, , , step]) => months(step, { BYMONTHDAY: '1' })),
);

const yearly = as(longest<unknown>(inTurn(each, say('year', 'yr')), say('yearly', 'annually', 'once a year', 'a year', 'once every year')), () => true);
const inYear = (month: number, day: number): Every | null => {
  const by = byYearDay(month, day);
  return by === null ? null : every('YEARLY', by);
};

/** "the fourth thursday in november". */
const nthOfYear: Rule<Every> = as(inTurn(nthDay, ofMonth), ([day, where]) => {
  const by = where !== null && 'year' in where && where.year === null ? byNth([day]) : null;
  return by === null ? null : every('YEARLY', { BYMONTH: String((where as { month: number }).month), ...by });
});
const date: Rule<Every> = as(writtenDate, (day) => (day.is === 'of_month' && 'year' in day.month && day.month.year === null ? inYear(day.month.month, day.day) : null));

/** "every march 5", "every year on the 24th of december", "every january". */
const inYears: Rule<Every> = longest(
  as(inTurn(each, date), ([, rule]) => rule),
  as(inTurn(yearly, on, date), ([, , rule]) => rule),
  as(inTurn(on, date, yearly), ([, rule]) => rule),
  as(inTurn(each, nthOfYear), ([, rule]) => rule),
  as(inTurn(yearly, on, nthOfYear), ([, , rule]) => rule),
  as(inTurn(on, nthOfYear, yearly), ([, rule]) => rule),
  as(inTurn(each, lookUp(monthNames)), ([, month]) => inYear(month, 1)),
  as(inTurn(each, lookUp(monthNames), say('on the', 'the'), ordinal), ([, month, , day]) => inYear(month, day)),
);

const part: Rule<PartOfDay> = lookUp(partsOfDay);
const withPart = (rule: Rule<Every>): Rule<Every> => longest(rule, as(inTurn(rule, part), ([said, part]) => ({ ...said, part })));

/**
 * "every morning", "nightly", "every other evening"; "mornings and evenings" is more than
 * one rule.
 */
const parts: Rule<Every> = longest(
  as(inTurn(each, maybe(say('other', 'second')), part), ([, other, said]): Every => ({ ...every('DAILY', {}, other === null ? 1 : 2), part: said })),
  as(inTurn(weekday, say('mornings', 'evenings', 'nights', 'afternoons')), ([day, name]): Every => ({ ...every('WEEKLY', byDays([day])), part: partsOfDay.get(name)! })),
  as(inTurn(maybe(say('on')), list(weekday, and), say('mornings', 'evenings', 'nights', 'afternoons')), ([, days, name]): Every => ({ ...every('WEEKLY', byDays(days)), part: partsOfDay.get(name)! })),
  as(inTurn(maybe(say('in the')), say('mornings', 'evenings', 'afternoons')), ([, name]): Every => ({ ...every('DAILY'), part: partsOfDay.get(name)! })),
  as(say('nightly'), (): Every => ({ ...every('DAILY'), part: partsOfDay.get('night')! })),
);

const weeklyOn: Rule<Every> = as(inTurn(longest(everyUnit, adverb), maybe(say('on')), dayGroups), ([step, , days]) => (step.freq === 'WEEKLY' ? { ...step, by: byDays(days) } : null));

/** "every day except sunday". */
const except: Rule<Every> = as(inTurn(longest(parts, everyUnit, everyWeekday, adverb), maybe(say(',')), say('except', 'but', 'but not', 'except on', 'except for', 'but not on'), dayGroups), ([said, , , without]) => {
  const all = said.freq === 'DAILY' && said.interval === 1 ? [1, 2, 3, 4, 5, 6, 7] : said.by.BYDAY === workdays.BYDAY ? [1, 2, 3, 4, 5] : [];
  const left = all.filter((day) => !without.includes(day));
  return left.length === 0 ? null : { ...every('WEEKLY', byDays(left)), part: said.part };
});

/** How often, if one rule can express it. */
export const everyRule: Rule<Every> = longest(
  parts, withPart(everyWeekday), withPart(everyUnit), adverb, plurals, monthly, inYears, weeklyOn, except,
  as(inTurn(repeating, adverb), ([, said]) => said),
);

/** Two readings of "every third friday": the third of each month, or one in three weeks. */
export const everyNth: Rule<Every[]> = as(inTurn(each, ordinal, weekday), ([, nth, day]) =>
  nth > 2 && nth <= 5 ? [every('MONTHLY', byNth([{ nth, weekday: day }])!), every('WEEKLY', byDays([day]), nth)] : null,
);

/** "after I finish it": the next one counts from the day it was done. */
export const completion: Rule<true> = as(
  longest<unknown>(
    inTurn(say('after', 'from', 'since', 'once', 'when'), maybe(say('each', 'every', 'the last', 'its', 'the')), say('completion', 'completing', 'finishing', 'completing it', 'finishing it', 'doing it', 'completing this', 'finishing this', 'done', 'finished', 'completed')),
    inTurn(say('after', 'once', 'when', 'whenever', 'every time', 'each time', 'from when'), say('i', "i've", 'i have', 'we', 'you'), maybe(say('last')), say('finish', 'finished', 'complete', 'completed', 'do', 'did', 'done', 'have done', 'have finished', 'finish with'), maybe(say('it', 'this', 'that', 'it last', 'the last one', 'the task', 'them'))),
    inTurn(say('after', 'once', 'when', 'whenever'), say("it's", 'it is', 'it was', 'its', "it's been", 'it has been'), say('done', 'finished', 'completed', 'complete', 'ticked off', 'checked off')),
  ),
  () => true as const,
);

const mark = maybe(glued(say('!')));

/** "3 days after completion", "every 2 weeks after I finish it". */
export const afterCompletion: Rule<Every> = longest(
  as(inTurn(maybe(longest(repeating, say('again'))), whole, unit, completion), ([, times, step]): Every | null => (times > 0 && times < 1000 ? { ...stepped(step, times), mode: 'completion' } : null)),
  as(inTurn(maybe(longest(repeating, say('again'))), say('a', 'the', 'one'), unit, completion), ([, , step]): Every => ({ ...stepped(step, 1), mode: 'completion' })),
  as(inTurn(everyRule, mark, completion), ([said]): Every => ({ ...said, mode: 'completion' })),
);
