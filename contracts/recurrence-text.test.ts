import { describe, expect, it } from 'vitest';
import { describeRecurrence } from './recurrence-text.ts';

describe('a repetition in words', () => {
  it.each([
    ['FREQ=DAILY', 'every day'],
    ['FREQ=DAILY;INTERVAL=3;COUNT=10', 'every 3 days, 10 times'],
    ['FREQ=DAILY;COUNT=1', 'every day, once'],
    ['FREQ=WEEKLY', 'every week'],
    ['FREQ=WEEKLY;BYDAY=TH,MO', 'every Monday and Thursday'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'every weekday'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR', 'every 2 weeks on Monday, Wednesday and Friday'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU', 'every 2 weeks on Sunday, weeks from Sunday'],
    ['FREQ=MONTHLY', 'every month'],
    ['FREQ=MONTHLY;BYMONTHDAY=15,1,-1', 'every month on the 1st, the 15th and the last day'],
    ['FREQ=MONTHLY;BYMONTHDAY=-2', 'every month on the 2nd to last day'],
    ['FREQ=MONTHLY;BYDAY=2TU', 'every month on the 2nd Tuesday'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'every month on the last Friday'],
    ['FREQ=MONTHLY;BYDAY=FR', 'every month on every Friday'],
    ['FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR', 'every month on the 13th, if that is a Friday'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'every month on the last weekday'],
    ['FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1', 'every month on the 28th, the 29th and the 30th, only the last of these'],
    ['FREQ=YEARLY;INTERVAL=4', 'every 4 years'],
    ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;UNTIL=20301231', 'every year in December on the 24th, until 31 December 2030'],
    ['FREQ=YEARLY;BYMONTH=3,9;BYDAY=1SU', 'every year in March and September on the 1st Sunday'],
    ['FREQ=YEARLY;BYDAY=1MO', 'every year on the 1st Monday of the year'],
    ['FREQ=YEARLY;BYMONTHDAY=11', 'every year on the 11th of each month'],
    ['FREQ=DAILY;UNTIL=20300102T103000Z', 'every day, until 2 January 2030, 10:30 UTC'],
    ['FREQ=DAILY;UNTIL=20300102T103000', 'every day, until 2 January 2030, 10:30'],
  ])('%s is “%s”', (rule, words) => expect(describeRecurrence(rule)).toBe(words));
});
