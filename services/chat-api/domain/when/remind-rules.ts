import { morning } from '#contracts/morning';
import { simpleAmount, sum } from './amount.ts';
import { clockAfterWord } from './clock-rules.ts';
import { readClock, type Clock } from './clock.ts';
import { as, inTurn, list, longest, maybe, say, type Rule } from './grammar.ts';
import type { Amount, RemindAt } from './types.ts';

/** Words that people use for a reminder. */
export const remindWord: Rule<string> = say(
  'remind me', 'reminder', 'reminders', 'a reminder', 'with a reminder', 'with reminder', 'with reminders', 'set a reminder', 'alert me', 'notify me', 'ping me', 'nudge me', 'alert', 'notification',
);

/** How long before that is; months have no fixed length, and tasks allow a year at most. */
export const minutesOf = ({ months, days, minutes }: Amount): number | null => {
  const all = Math.ceil(minutes + days * 1440);
  return months > 0 || all <= 0 || all > 525_600 ? null : all;
};

const isHourAndMinutes = (amounts: readonly Amount[]): boolean => amounts.length === 2 && amounts.every(({ days, months }) => days === 0 && months === 0) && amounts[0]!.minutes >= 60 && amounts[1]!.minutes < 60;

/** "a day and an hour" are two reminders, "an hour and 30 minutes" is one. */
const lengths: Rule<number[]> = longest(
  as(list(simpleAmount), (amounts) => {
    const each = isHourAndMinutes(amounts) ? [sum(amounts)!] : amounts;
    const minutes = each.map(minutesOf);
    return minutes.every((one) => one !== null) ? minutes : null;
  }),
  as(inTurn(simpleAmount, simpleAmount), (amounts) => {
    const all = sum(amounts);
    const minutes = all === null ? null : minutesOf(all);
    return minutes === null ? null : [minutes];
  }),
);

const before = say('before', 'beforehand', 'before hand', 'in advance', 'ahead', 'ahead of time', 'prior', 'prior to', 'before it', 'before that', 'before it starts', "before it's due", 'before the due date', 'before the due time', 'ahead of it');

const at = (minutes: number): RemindAt => ({ how: 'before', minutes });
const onDay = (days_before: number, time: string): RemindAt => ({ how: 'on_day', days_before, time });

const ahead: Rule<RemindAt[]> = longest(
  as(inTurn(lengths, before), ([minutes]) => minutes.map(at)),
  as(inTurn(maybe(say('the')), say('day before', 'day prior')), () => [at(1440)]),
  as(inTurn(maybe(say('the')), say('week before')), () => [at(10_080)]),
  as(inTurn(maybe(say('the', 'on the', 'in the')), say('evening before', 'eve before')), () => [onDay(1, '18:00')]),
  as(inTurn(maybe(say('the', 'on the')), say('night before')), () => [onDay(1, '20:00')]),
  as(inTurn(maybe(say('the', 'on the', 'in the')), say('morning before')), () => [onDay(1, morning)]),
  as(inTurn(maybe(say('the', 'on the', 'in the')), say('morning of', 'same morning', 'morning of the day')), () => [onDay(0, morning)]),
  as(say('on the day', 'the same day', 'on the same day', 'on the day itself'), () => [onDay(0, morning)]),
  as(inTurn(say('the day before', 'a day before', '1 day before', 'one day before', 'the evening before', 'the night before', 'the morning before'), maybe(say('at')), clockAfterWord), ([said, , clock]) => [onDay(1, timeOn(clock, said))]),
);

const asTime = (minutes: number): string => `${String(Math.floor((minutes % 1440) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const timeOn = (clock: Clock, said: string): string => {
  const isLate = /evening|night/.test(said) && clock.half === 'open';
  return asTime(isLate ? clock.at + 720 : readClock(clock, null, true).at[0]!);
};

/** "30 minutes before", "a day and an hour before", "the evening before and an hour before". */
export const remindBefore: Rule<RemindAt[]> = as(list(ahead), (all) => all.flat());

/** "when it is due". */
export const remindAtDue: Rule<RemindAt[]> = as(
  say('at the time', 'at its time', 'when it is due', "when it's due", 'when due', 'at the due time', 'at the due date', 'on time', 'when it starts', 'at the start'),
  () => [at(0)],
);
