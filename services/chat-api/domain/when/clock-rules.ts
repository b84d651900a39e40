import type { Clock } from './clock.ts';
import { as, digits, glued, inTurn, longest, lookUp, maybe, once, rule, say, type Rule } from './grammar.ts';
import { whole } from './numbers.ts';
import { monthNames, numberWords } from './words.ts';
import { zone, zulu, type ZoneSaid } from './zones.ts';

type Bare = Pick<Clock, 'at' | 'half' | 'form'>;

/** "till 10 december" ends on a day, not at ten. */
const before = <T>(one: Rule<T>, names: ReadonlyMap<string, unknown>): Rule<T> =>
  rule((tokens, at) => {
    const match = one(tokens, at);
    return match !== null && names.has(tokens[match.next]?.text ?? '') ? null : match;
  }, one.starts);

const dot = maybe(glued(say('.')));
const meridiem: Rule<'am' | 'pm'> = longest(
  as(inTurn(maybe(say('in the')), say('am', 'pm')), ([, said]) => said as 'am' | 'pm'),
  as(inTurn(say('a', 'p'), glued(say('.')), glued(say('m')), dot), ([half]) => `${half}m` as 'am' | 'pm'),
);

const isOpen = (hour: number): boolean => hour >= 1 && hour <= 12;

/** A plain 12 is noon; "12am" is midnight. */
const open = (hour: number, minute: number, form: Clock['form'] = 'hour'): Bare | null =>
  hour > 24 || minute > 59 || (hour === 24 && minute > 0) ? null : { at: (hour % 24) * 60 + minute, half: isOpen(hour) ? 'open' : 'said', form };

const inHalf = (hour: number, minute: number, half: 'am' | 'pm'): Bare | null => {
  if (minute > 59 || hour > 23 || hour < 1) return null;
  if (hour > 12) return half === 'pm' ? { at: hour * 60 + minute, half: 'said', form: 'hour' } : null;
  return { at: ((hour % 12) + (half === 'pm' ? 12 : 0)) * 60 + minute, half: 'said', form: 'hour' };
};

const hour = digits(0, 24, { min: 1, max: 2 });
const minute = glued(digits(0, 59, { min: 2, max: 2 }));
const seconds = maybe(inTurn(glued(say(':')), minute));

const colonTime: Rule<Bare> = as(inTurn(hour, glued(say(':')), minute, seconds), ([hours, , minutes]) => open(hours, minutes, 'colon'));

/** "05:30" is how a 24-hour clock is written. */
const colon: Rule<Bare> = rule((tokens, at) => {
  const match = colonTime(tokens, at);
  return match !== null && tokens[at]!.text.startsWith('0') ? { value: { ...match.value, half: 'said' }, next: match.next } : match;
}, colonTime.starts);

const hourWord: Rule<number> = as(longest(digits(1, 12, { min: 1, max: 2 }), lookUp(numberWords)), (said) => (said <= 12 ? said : null));
const midnight: Bare = { at: 0, half: 'said', form: 'midnight' };
const said = (at: number): Bare => ({ at, half: 'said', form: 'hour' });

const minutesSaid: Rule<number> = longest(
  as(say('quarter', 'a quarter'), () => 15),
  as(say('half'), () => 30),
  as(inTurn(whole, say('minutes', 'minute', 'min', 'mins')), ([minutes]) => (minutes < 60 ? minutes : null)),
  as(whole, (minutes) => ([5, 10, 20, 25].includes(minutes) ? minutes : null)),
);

const toHour = (minutes: number, direction: string, hours: number): Bare | null => {
  const isTo = direction === 'to' || direction === 'til' || direction === 'before';
  if (minutes === 30 && isTo) return null;
  return open(isTo ? (hours + 10) % 12 + 1 : hours, isTo ? 60 - minutes : minutes);
};

/** "quarter to six", "half past two", "twenty past 7". */
const spoken = (minutes: Rule<number>): Rule<Bare> =>
  as(inTurn(minutes, say('past', 'to', 'after', 'til'), hourWord), ([said, direction, hours]) => toHour(said, direction, hours));

const quarterOrHalf: Rule<number> = longest(as(say('quarter', 'a quarter'), () => 15), as(say('half'), () => 30));
const withMinutes: Rule<number> = as(inTurn(whole, say('minutes', 'minute', 'min')), ([minutes]) => (minutes < 60 ? minutes : null));
const roundWord: Rule<number> = as(longest(lookUp(numberWords), as(say('twenty'), () => 20), as(inTurn(say('twenty'), maybe(say('-')), say('five')), () => 25)), (minutes) => (minutes % 5 === 0 ? minutes : null));

const withMeridiem = (rule: Rule<Bare>): Rule<Bare> => as(inTurn(rule, meridiem), ([{ at }, half]) => inHalf(Math.floor(at / 60) || 12, at % 60, half));

/** A time of day that needs no "at" before it. */
const plain: Rule<Bare> = longest(
  colon,
  withMeridiem(colon),
  as(inTurn(digits(1, 12, { min: 1, max: 2 }), meridiem), ([hours, half]) => inHalf(hours, 0, half)),
  as(inTurn(lookUp(numberWords), meridiem), ([hours, half]) => inHalf(hours, 0, half)),
  as(inTurn(digits(1, 12), glued(say('.')), minute, meridiem), ([hours, , minutes, half]) => inHalf(hours, minutes, half)),
  as(inTurn(digits(1, 12, { min: 1, max: 2 }), digits(0, 59, { min: 2, max: 2 }), meridiem), ([hours, minutes, half]) => inHalf(hours, minutes, half)),
  as(inTurn(digits(13, 24, { min: 2, max: 2 }), glued(say('h')), maybe(minute)), ([hours, , minutes]) => open(hours, minutes ?? 0)),
  as(inTurn(hour, glued(say('h')), minute), ([hours, , minutes]) => ({ at: hours * 60 + minutes, half: 'said', form: 'hour' })),
  as(inTurn(hour, glued(say('ish'))), ([hours]) => open(hours, 0)),
  as(inTurn(hourWord, say("o'clock", 'oclock', 'o clock', "o' clock")), ([hours]) => open(hours, 0)),
  as(inTurn(digits(13, 24, { min: 2, max: 2 }), say('uhr', "o'clock")), ([hours]) => open(hours, 0)),
  spoken(longest(quarterOrHalf, withMinutes)),
  as(inTurn(digits(0, 2359, { min: 4, max: 4 }), say('hours', 'hrs', 'h')), ([four]) => (four % 100 < 60 ? said(Math.floor(four / 100) * 60 + (four % 100)) : null)),
);

const named: Rule<Bare> = longest(
  as(say('noon', 'midday', '12 noon', 'twelve noon', 'noonish', 'middayish'), () => said(720)),
  as(say('midnight', '12 midnight'), () => midnight),
  as(say('end of day', 'end of the day', 'eod', 'eob', 'close of business', 'cob', 'end of business', 'end of the working day', 'end of the work day'), () => said(17 * 60)),
);

const halfHour: Rule<Bare> = as(inTurn(say('half'), hourWord), ([, hours]) => open(hours, 30));

/**
 * A time of day that needs "at", "by" or the like before it: "at 5", "at 1730", "at nine
 * fifteen".
 */
const alone: Rule<Bare> = longest(
  plain,
  as(hour, (hours) => open(hours, 0)),
  as(hourWord, (hours) => open(hours, 0)),
  as(inTurn(hour, glued(say('.')), minute), ([hours, , minutes]) => open(hours, minutes, 'colon')),
  as(inTurn(hour, digits(0, 45, { min: 2, max: 2 })), ([hours, minutes]) => (minutes % 15 === 0 ? open(hours, minutes, 'colon') : null)),
  as(inTurn(hour, glued(say('h'))), ([hours]) => open(hours, 0)),
  as(inTurn(lookUp(numberWords), longest(as(say('thirty'), () => 30), as(say('fifteen'), () => 15), as(say('forty five', 'forty-five'), () => 45))), ([hours, minutes]) => (hours <= 12 ? open(hours, minutes) : null)),
  as(digits(0, 2359, { min: 4, max: 4 }), (four) => (four % 100 < 60 && (four < 1900 || four > 2199) ? said(Math.floor(four / 100) * 60 + (four % 100)) : null)),
  as(digits(100, 959, { min: 3, max: 3 }), (three) => open(Math.floor(three / 100), three % 100)),
  halfHour,
);
const afterWord: Rule<Bare> = longest(alone, spoken(longest(minutesSaid, roundWord)));

const sharp = maybe(say('sharp', 'on the dot', 'exactly', 'ish', '- ish'));

const complete = (rule: Rule<Bare>): Rule<Clock> =>
  as(inTurn(rule, sharp, maybe(longest<ZoneSaid>(zone, zulu))), ([bare, , place]) => ({ ...bare, zone: place, ends: null, more: null }));

const untilSign = say('to', '-', 'until', 'till');
const dash = say('to', '-', 'until', 'till', 'and');

/**
 * In "2 to 4pm" the first time takes its half of the day from the second, if it then comes
 * before it.
 */
const ranged = ([from, , to]: readonly [Clock, unknown, Clock]): Clock => {
  const inherits = from.half === 'open' && to.half === 'said' && to.at >= 720 && from.at + 720 < to.at;
  const half = inherits || to.half === 'said' ? 'said' : from.half;
  return { ...from, at: inherits ? from.at + 720 : from.at, half, zone: to.zone ?? from.zone, ends: { at: to.at, half: to.half } };
};

const sure = once(complete(plain));
const any = once(complete(afterWord));
const edge = once(before(complete(alone), monthNames));

const joint = say('or', 'and', '&');

/** "at 8 or 9". */
const choice: Rule<Clock> = as(inTurn(any, joint, maybe(say('at')), any), ([one, said, , two]): Clock => ({ ...one, more: { joint: said === 'or' ? 'or' : 'and', clocks: [two] } }));

/** "9.15", which is as often a decimal number. */
export const dottedClock: Rule<Clock> = complete(as(inTurn(hour, glued(say('.')), minute), ([hours, , minutes]) => (minutes % 5 === 0 ? open(hours, minutes, 'colon') : null)));

/** "2-4pm", "9:00 to 10:30". */
export const plainClock: Rule<Clock> = longest(sure, as(inTurn(edge, untilSign, sure), ranged), as(inTurn(sure, untilSign, edge), ranged));

/** "half 5" is half past, where nothing follows that it could be half of. */
export const halfClock: Rule<Clock> = complete(halfHour);

/** "noon", which titles contain too. */
export const namedClock: Rule<Clock> = complete(named);

/** A time of day as it may follow "at". */
export const clockAfterWord: Rule<Clock> = longest(any, choice, namedClock);

/** "from 2 to 4", "between nine and ten". */
export const clockRange: Rule<Clock> = as(inTurn(say('from', 'between'), edge, dash, edge), ([, from, , to]) => ranged([from, null, to]));

/** "10 to 12", which is a time only beside a day. */
export const bareRange: Rule<Clock> = as(inTurn(edge, say('to', '-'), edge), ranged);

/** The time after the T of an ISO date. */
export const isoTime: Rule<Clock> = as(inTurn(glued(say('t')), glued(complete(colon))), ([, clock]) => clock);
