import { every, byDays, type Every, type NotOne } from './every.ts';
import { as, inTurn, longest, lookUp, maybe, say, type Rule } from './grammar.ts';
import { whole } from './numbers.ts';
import { partsOfDay } from './words.ts';

const times: Rule<number> = longest(
  as(say('twice', 'two times', 'a couple of times', 'several times', 'a few times', 'multiple times', 'many times'), () => 2),
  as(say('thrice'), () => 3),
  as(inTurn(whole, say('times', 'x')), ([number]) => (number > 1 ? number : null)),
);
const per = longest<unknown>(say('a', 'per', 'each', 'every', 'in a'), maybe(say(',')));
const day = say('day', 'daily', 'night');
const longer = new Map<string, Every>([
  ['week', every('WEEKLY')], ['weekly', every('WEEKLY')], ['month', every('MONTHLY')], ['monthly', every('MONTHLY')], ['year', every('YEARLY')], ['yearly', every('YEARLY')], ['annually', every('YEARLY')],
]);

const inPart = (name: string): Every => ({ ...every('DAILY'), part: partsOfDay.get(name)! });
const daily: NotOne = { reason: 'several_times_a_day', near: [inPart('morning'), inPart('evening')] };

const spread = (number: number, { freq }: Every): Every[] => {
  if (freq === 'WEEKLY') return [every('WEEKLY', byDays(number === 2 ? [1, 4] : [1, 3, 5])), every('WEEKLY')];
  return freq === 'MONTHLY' ? [every('MONTHLY', { BYMONTHDAY: '1,15' }), every('MONTHLY')] : [every('MONTHLY', {}, Math.max(1, Math.floor(12 / number))), every('YEARLY')];
};

const fine = say('hour', 'hours', 'hr', 'hrs', 'minute', 'minutes', 'min', 'mins', 'second', 'seconds', 'h', 'm');

/**
 * What repeats, but more often or less clearly than one rule says: "twice a day", "every 8
 * hours", "biweekly".
 */
export const notOneRule: Rule<NotOne> = longest(
  as(inTurn(times, per, day), () => daily),
  as(inTurn(times, per, lookUp(longer)), ([number, , base]): NotOne => ({ reason: 'days_not_named', near: spread(number, base) })),
  as(inTurn(whole, say('mornings', 'evenings', 'afternoons', 'nights', 'days'), say('a week', 'per week', 'each week', 'every week')), ([number]): NotOne => ({ reason: 'days_not_named', near: spread(number, every('WEEKLY')) })),
  as(inTurn(say('every', 'each', 'once an', 'once every'), maybe(whole), fine), (): NotOne => ({ reason: 'finer_than_a_day', near: daily.near })),
  as(inTurn(say('every', 'each'), say('other', 'half', 'half an', 'couple of', 'few'), fine), (): NotOne => ({ reason: 'finer_than_a_day', near: daily.near })),
  as(say('hourly'), (): NotOne => ({ reason: 'finer_than_a_day', near: daily.near })),
  as(inTurn(say('every', 'each'), maybe(say('day')), say('morning and evening', 'morning and night', 'morning and every evening', 'morning , noon and night')), () => daily),
  as(say('mornings and evenings', 'day and night'), () => daily),
  as(inTurn(say('every', 'each'), say('few', 'couple'), say('days', 'weeks', 'months', 'years')), ([, , unit]): NotOne => {
    const freq = ({ days: 'DAILY', weeks: 'WEEKLY', months: 'MONTHLY', years: 'YEARLY' } as const)[unit as 'days'];
    return { reason: 'unclear_length', near: [every(freq, {}, 2), every(freq, {}, 3)] };
  }),
  as(say('biweekly', 'bi - weekly', 'semiweekly', 'semi - weekly'), (): NotOne => ({ reason: 'unclear_length', near: [every('WEEKLY', {}, 2), every('WEEKLY', byDays([1, 4]))] })),
  as(say('bimonthly', 'bi - monthly', 'semimonthly', 'semi - monthly'), (): NotOne => ({ reason: 'unclear_length', near: [every('MONTHLY', {}, 2), every('MONTHLY', { BYMONTHDAY: '1,15' })] })),
  as(say('biannually', 'biannual', 'semiannually', 'biennially'), (): NotOne => ({ reason: 'unclear_length', near: [every('MONTHLY', {}, 6), every('YEARLY', {}, 2)] })),
);
