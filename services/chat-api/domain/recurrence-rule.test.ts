import { describe, expect, it } from 'vitest';
import { normaliseRule } from './recurrence-rule.ts';

describe('a recurrence rule', () => {
  it.each([
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=3;COUNT=10',
    'FREQ=WEEKLY;BYDAY=MO,WE,FR',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=MONTHLY;BYDAY=2TU',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;UNTIL=20301231',
  ])('accepts %s', (rule) => expect(normaliseRule(rule)).toBe(rule));

  it('is written in one way', () => {
    expect(normaliseRule(' rrule:freq=weekly;byday=mo; ')).toBe('FREQ=WEEKLY;BYDAY=MO');
  });

  it.each([
    ['', 'nothing'],
    ['every monday', 'prose'],
    ['FREQ=HOURLY', 'less than a day'],
    ['FREQ=CONSTRUCTOR', 'an unknown frequency'],
    ['INTERVAL=2', 'no frequency'],
    ['FREQ=DAILY;INTERVAL=0', 'no step'],
    ['FREQ=DAILY;INTERVAL=-1', 'a step back, at which the library never ends'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'a daily search for a day that never comes'],
    ['FREQ=WEEKLY;BYDAY=XX', 'an unknown day'],
    ['FREQ=WEEKLY;TOSTRING=1', 'an unknown part'],
    ['FREQ=WEEKLY;COUNT=2;UNTIL=20300101', 'two ends'],
    ['FREQ=DAILY;UNTIL=20301301', 'an end in no month'],
    ['FREQ=DAILY;UNTIL=20301231T250000', 'an end at no time'],
    ['FREQ=WEEKLY;FREQ=DAILY', 'a part twice'],
    ['FREQ=WEEKLY\nDTSTART:20260101', 'two lines'],
    ['FREQ=WEEKLY;BYDAY', 'half a part'],
  ])('refuses %j: %s', (rule) => expect(normaliseRule(rule)).toBeNull());
});
