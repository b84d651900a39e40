import { amount } from './amount.ts';
import { bareRange, clockAfterWord, clockRange, dottedClock, halfClock, isoTime, namedClock, plainClock } from './clock-rules.ts';
import { clockAt } from './clock.ts';
import { bareOrdinal, month, ownerDay, plainDay } from './day-rules.ts';
import type { Day } from './day.ts';
import { as, glued, inTurn, longest, lookUp, maybe, say, type Rule } from './grammar.ts';
import { holiday } from './holidays.ts';
import { moment, type Moment } from './moment.ts';
import { numericDate, pointedPair, shortNumericDate } from './numeric-date.ts';
import { afterPeriod, beforePeriod, edgeOfPeriod, startOfPeriod } from './period-edges.ts';
import type { Bound } from './types.ts';
import { partsOfDay, type PartOfDay } from './words.ts';

const bounds: Record<string, Bound> = {
  on: 'on', at: 'on', for: 'on', '@': 'on', by: 'by', before: 'before', 'b 4': 'before', until: 'until', till: 'until', til: 'until', after: 'after', from: 'from', since: 'from', starting: 'from', 'starting on': 'from', 'starting from': 'from', beginning: 'from', 'beginning on': 'from', commencing: 'from', 'as of': 'from', 'ending on': 'until', ending: 'until', through: 'until', thru: 'until', 'ends on': 'until', 'starts on': 'from',
  'no later than': 'by', 'not later than': 'by', 'at the latest': 'by', 'not before': 'after', either: 'on', 'instead of': 'on', 'rather than': 'on', 'instead of at': 'on', 'rather than at': 'on', 'instead of on': 'on', 'either on': 'on', 'on either': 'on', 'up to': 'until',
};
const boundWord: Rule<Bound> = as(say(...Object.keys(bounds)), (said) => bounds[said]!);

/** "due on", "by", "no later than"; "due" alone as well. */
export const lead: Rule<Bound> = longest(
  boundWord,
  as(inTurn(say('due', 'scheduled', 'deadline', 'set'), maybe(glued(say(':'))), boundWord), ([, , bound]) => bound),
  as(inTurn(say('due', 'deadline'), maybe(glued(say(':')))), () => 'on' as const),
);

/** After these a number alone is an hour. */
const hourWords: Record<string, Bound> = { 'instead of': 'on', 'rather than': 'on', at: 'on', '@': 'on', by: 'by', before: 'before', 'b 4': 'before', until: 'until', till: 'until', til: 'until', after: 'after', 'no later than': 'by' };
const hourWord: Rule<Bound> = as(say(...Object.keys(hourWords)), (said) => hourWords[said]!);

const hedge = say('like', 'maybe', 'say');
const about = say('around', 'about', 'approximately', 'approx', 'roughly', '~', 'circa', 'ca');
const clockLead: Rule<Bound> = longest(
  lead,
  as(inTurn(lead, about), ([bound]) => bound),
  as(about, () => 'on' as const),
);

/** "friday" is a name that occurs in titles; "friday next week" and "dec 5" are not. */
const strengthOf = (day: Day): Moment['strength'] => (day.is === 'weekday' && day.which === 'coming' ? 'name' : 'sure');

const withLead = <T>(bound: Rule<Bound>, rule: Rule<T>, make: (value: T) => Partial<Moment>): Rule<Moment> =>
  longest(
    as(rule, (value) => moment(make(value))),
    // After a preposition it is no name.
    as(inTurn(bound, rule), ([bound, value]) => moment({ ...make(value), bound, strength: 'sure' })),
  );

const leadOnly = <T>(bound: Rule<Bound>, rule: Rule<T>, make: (value: T) => Partial<Moment>): Rule<Moment> =>
  as(inTurn(bound, rule), ([bound, value]) => moment({ ...make(value), bound }));

const lastOf = (month: number): Day => ({ is: 'of_month', day: -1, month: { month, year: null } });

/** "until december" may end before it or with it. */
const untilMonth = (month: number): Day => ({
  is: 'either',
  days: [{ is: 'later', months: 0, days: -1, than: { is: 'of_month', day: 1, month: { month, year: null } } }, lastOf(month)],
  reason: 'which_day',
});

/** "move it to the 15th", "move it to 10". */
const to: Rule<Bound> = as(say('to'), () => 'on' as const);

const beginning = say('starting', 'starting from', 'starting in', 'beginning', 'beginning in', 'starts', 'as of', 'from');

const latest = maybe(say('at the latest', 'latest'));
const days: Rule<Moment> = longest(
  as(ownerDay, (day) => moment({ day, bound: 'on', role: 'origin' })),
  as(inTurn(withLead(lead, plainDay, (day) => ({ day, strength: strengthOf(day) })), latest), ([said, end]) => (end === null ? said : { ...said, bound: 'by' })),
  as(edgeOfPeriod, (day) => moment({ day, strength: 'name' })),
  as(inTurn(beginning, startOfPeriod), ([, day]) => moment({ day, bound: 'from' })),
  as(beforePeriod, (day) => moment({ day, bound: 'by' })),
  as(longest(afterPeriod, as(inTurn(longest(lead, to), afterPeriod), ([, day]) => day)), (day) => moment({ day, bound: 'on' })),
  as(inTurn(say('until', 'till', 'til', 'by', 'before'), month), ([said, name]) => moment({ day: untilMonth(name), bound: bounds[said]! })),
  as(inTurn(say('through', 'thru'), month), ([, name]) => moment({ day: lastOf(name), bound: 'until' })),
  leadOnly(longest(lead, as(say('in', 'at'), () => 'on' as const)), edgeOfPeriod, (day) => ({ day })),
  leadOnly(lead, longest(shortNumericDate, holiday), (day) => ({ day })),
  as(inTurn(say('on', 'due on'), pointedPair), ([, day]) => moment({ day, bound: 'on' })),
  as(inTurn(longest(lead, to), bareOrdinal), ([bound, day]) => moment({ day, bound, strength: 'number' })),
  as(inTurn(to, shortNumericDate), ([, day]) => moment({ day, strength: 'number' })),
  as(inTurn(say('within', 'within the next'), amount), ([, { months, days, minutes }]) => (minutes > 0 ? null : moment({ day: { is: 'ahead', months, days }, bound: 'by' }))),
  as(shortNumericDate, (day) => moment({ day, strength: 'number' })),
);

/** "2026-12-05T09:30Z". */
const isoMoment: Rule<Moment> = as(inTurn(maybe(lead), numericDate, isoTime), ([bound, day, clock]) => moment({ day, clock, bound }));

const clocks: Rule<Moment> = longest(
  as(withLead(clockLead, plainClock, (clock) => ({ clock, strength: clock.form === 'colon' && clock.half === 'open' ? 'name' : 'sure' })), (said) => (said.clock?.ends !== null && said.bound !== null ? { ...said, bound: 'on' } : said)),
  as(namedClock, (clock) => moment({ clock, strength: 'name' })),
  as(halfClock, (clock) => moment({ clock, strength: 'number' })),
  leadOnly(clockLead, namedClock, (clock) => ({ clock })),
  leadOnly(longest(hourWord, as(inTurn(hourWord, longest(about, hedge)), ([bound]) => bound), as(about, () => 'on' as const)), clockAfterWord, (clock) => ({ clock, strength: 'number' })),
  as(inTurn(to, clockAfterWord), ([, clock]) => moment({ clock, strength: 'number' })),
  as(clockRange, (clock) => moment({ clock, bound: 'on', strength: clock.half === 'said' ? 'sure' : 'weak' })),
  as(dottedClock, (clock) => moment({ clock, strength: 'weak' })),
  as(bareRange, (clock) => moment({ clock, bound: 'on', strength: 'weak' })),
);

const shifts: Record<string, Record<string, number>> = {
  early: { morning: 7, afternoon: 13, evening: 17 },
  late: { morning: 11, afternoon: 17, evening: 21, night: 22 },
  mid: { morning: 10, afternoon: 15 },
};
const shifted = (part: PartOfDay, how: string | null): PartOfDay | null => {
  const hour = how === null ? part.time / 60 : shifts[how]?.[part.name];
  return hour === undefined ? null : { ...part, time: hour * 60 };
};

const named: Rule<PartOfDay> = as(lookUp(partsOfDay), (part) => part);
const part: Rule<PartOfDay> = longest(
  as(inTurn(maybe(say('early', 'late', 'mid')), maybe(say('-')), named), ([how, , said]) => shifted(said, how)),
  as(inTurn(say('early', 'late'), say('in the'), named), ([how, , said]) => shifted(said, how)),
  as(say('first thing'), () => partsOfDay.get('morning')!),
  as(say('late at night'), () => shifted(partsOfDay.get('night')!, 'late')),
);

const today: Day = { is: 'ahead', months: 0, days: 0 };
const yesterday: Day = { is: 'ahead', months: 0, days: -1 };
const night = partsOfDay.get('night')!;

const hours = Array.from({ length: 12 }, (_, index) => String(index + 1));
const tonight: Rule<Moment> = longest(
  as(say('tonight', 'tonite'), () => moment({ day: today, part: night })),
  as(inTurn(say('this'), part), ([, said]) => moment({ day: today, part: said })),
  as(inTurn(say('in the'), part), ([, said]) => moment({ part: said })),
);

const dayPart: Rule<Moment> = as(inTurn(maybe(lead), say('early', 'late'), plainDay, named), ([bound, how, day, said]) => {
  const part = shifted(said, how);
  return part === null ? null : moment({ day, part, bound });
});

const partLead: Rule<Bound> = longest(as(say('in the', 'at', 'during the', 'in', 'over', 'at the'), () => 'on' as const), as(inTurn(lead, maybe(say('the'))), ([bound]) => bound));

const parts: Rule<Moment> = longest(
  as(part, (said) => moment({ part: said, strength: 'weak' })),
  as(say('first thing in the morning'), () => moment({ part: partsOfDay.get('morning')! })),
  as(inTurn(say('first thing'), plainDay, maybe(say('morning'))), ([, day]) => moment({ day, part: partsOfDay.get('morning')! })),
  as(inTurn(maybe(lead), say('lunch', 'lunchtime', 'lunch time', 'at lunch', 'at lunchtime', 'at lunch time', 'over lunch')), ([bound, said]) => (bound === null && !/^at|^over/.test(said) ? null : moment({ clock: clockAt(720), bound }))),
  as(inTurn(partLead, part), ([bound, said]) => moment({ part: said, bound })),
  as(inTurn(say('to the'), part), ([, said]) => moment({ part: said, strength: 'number' })),
  as(inTurn(maybe(lead), say('this', 'later this', 'early this', 'late this'), part), ([bound, , said]) => moment({ day: today, part: said, bound })),
  as(inTurn(maybe(lead), say('tonight', 'tonite', '2 nite', 'later tonight', 'late tonight')), ([bound, said]) => moment({ day: today, part: said === 'late tonight' ? shifted(night, 'late') : night, bound })),
  as(inTurn(say(...hours), tonight), ([hour, said]) => ({ ...said, clock: { ...clockAt(Number(hour) * 60), half: 'open' } })),
  as(inTurn(maybe(lead), plainDay, say('am', 'pm')), ([bound, day, half]) => moment({ day, part: partsOfDay.get(half === 'am' ? 'morning' : 'afternoon')!, bound })),
  as(say('last night'), () => moment({ day: yesterday, part: night })),
);

const fromNow: Rule<Moment> = longest(
  as(inTurn(say('in', 'within', 'after', 'in about', 'in another', 'in around', 'in exactly'), amount, maybe(say("time", "' time", '’ time'))), ([word, after]) => (after.minutes > 0 ? moment({ after, bound: word === 'within' ? 'by' : 'on' }) : null)),
  as(inTurn(amount, say('from now', 'hence')), ([after]) => (after.minutes > 0 ? moment({ after }) : null)),
  as(inTurn(amount, say('ago')), ([{ months, days, minutes }]) => (minutes > 0 ? moment({ after: { months: -months, days: -days, minutes: -minutes } }) : null)),
);

const laterToday: Rule<Moment> = as(inTurn(maybe(lead), say('later today', 'sometime today', 'some time today', 'today sometime')), ([bound]) => moment({ day: today, bound }));

/** Words that say when. */
export const momentRule: Rule<Moment> = longest(days, isoMoment, clocks, parts, dayPart, fromNow, laterToday);
