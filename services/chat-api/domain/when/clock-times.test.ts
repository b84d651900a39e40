import { table } from '../../testing/time-tables.ts';

table('times of day', [
  ['x at 5pm', '2026-11-26T17:00'],
  ['x 17:00', '2026-11-26T17:00'],
  ['x at 17', '2026-11-26T17:00'],
  ['x 17h', '2026-11-26T17:00'],
  ['x at 17h30', '2026-11-26T17:30'],
  ['x at 5.30pm', '2026-11-26T17:30'],
  ['x tomorrow at 9 a.m.', '2026-11-27T09:00'],
  ['x tomorrow at half past two', '2026-11-27T14:30'],
  ['x tomorrow at quarter to six', '2026-11-27T17:45'],
  ['x tomorrow at ten past nine', '2026-11-27T09:10'],
  ["x tomorrow at 9 o'clock", '2026-11-27T09:00'],
  ['x at 5', '2026-11-26T17:00'],
  ['x tomorrow at 5', '2026-11-27T17:00'],
  ['x tomorrow at 9', '2026-11-27T09:00'],
  ['x at 9am', '2026-11-27T09:00 rolled_to_tomorrow'],
  ['x today at 9am', '2026-11-26T09:00 past'],
  ['x today at 8', '2026-11-26T20:00'],
  ['x at 8', 'either 2026-11-26T20:00 | 2026-11-27T08:00 rolled_to_tomorrow'],
  ['x tomorrow at 5:30', 'either 2026-11-27T17:30 | 2026-11-27T05:30'],
  ['x tomorrow at 05:30', '2026-11-27T05:30'],
  ['x tomorrow at noon', '2026-11-27T12:00'],
  ['x tomorrow at 12', '2026-11-27T12:00'],
  ['x tomorrow at 12am', '2026-11-27T00:00'],
  ['x at midnight', '2026-11-27T00:00 rolled_to_tomorrow'],
  ['x on saturday at midnight', 'either 2026-11-29T00:00 | 2026-11-28T00:00'],
  ['x by end of day', '2026-11-26T17:00 by'],
  ['x tomorrow at lunchtime', '2026-11-27T12:00'],
  ['x monday from 2 to 4pm', '2026-11-30T14:00 to 2026-11-30T16:00'],
  ['x tomorrow 10-12', '2026-11-27T10:00 to 2026-11-27T12:00'],
  ['x tomorrow 22:00 to 01:00', '2026-11-27T22:00 to 2026-11-28T01:00'],
  ['x tomorrow at 8 or 9', 'either 2026-11-27T08:00 | 2026-11-27T09:00'],
  ['wake x at 6', '2026-11-27T06:00 rolled_to_tomorrow', 'wake x'],
  ['dinner x friday at 8', 'either 2026-11-27T20:00 | 2026-11-27T08:00', 'dinner x'],
]);
table('in a country of twelve hours', [['x tomorrow at 5:30', '2026-11-27T17:30'], ['x tomorrow at 9:30', '2026-11-27T09:30']], { date_order: 'month_day' });

table('parts of the day', [
  ['x tomorrow morning at 5', '2026-11-27T05:00'],
  ['x at 7 in the evening', '2026-11-26T19:00'],
  ['x 7 this evening', '2026-11-26T19:00'],
  ['x tonight', '2026-11-26T20:00'],
  ['x at 9 tonight', '2026-11-26T21:00'],
  ['x tonight at 1', '2026-11-27T01:00'],
  ['x at 12 at night', '2026-11-27T00:00 rolled_to_tomorrow'],
  ['x this afternoon', '2026-11-26T15:00'],
  ['x in the morning', '2026-11-27T09:00 rolled_to_tomorrow'],
  ['x friday night', '2026-11-27T20:00'],
  ['x first thing tomorrow', '2026-11-27T09:00'],
  ['x late tomorrow afternoon', '2026-11-27T17:00'],
  ['x tomorrow early morning', '2026-11-27T07:00'],
  ['x tomorrow at 5pm in the morning', 'ask when', 'x tomorrow at 5pm in the morning'],
]);
table('a night that has begun', [['x tonight', '2026-11-26'], ['x this evening', '2026-11-26']], { now: '2026-11-26T20:45:00.000Z' });

table('counted from now', [
  ['x in 3 minutes', '2026-11-26T14:33'],
  ['x in an hour and a half', '2026-11-26T16:00'],
  ['x in half an hour', '2026-11-26T15:00'],
  ['x in 90 min', '2026-11-26T16:00'],
  ['x in 1h30', '2026-11-26T16:00'],
  ['x in 1.5 hours', '2026-11-26T16:00'],
  ['x in 2 hours and 15 minutes', '2026-11-26T16:45'],
  ['x an hour from now', '2026-11-26T15:30'],
  ['x within 2 hours', '2026-11-26T16:30 by'],
  ['x in 30 seconds', '2026-11-26T14:31'],
  ['x in a few days', 'ask when', 'x in a few days'],
]);
table('counted from the last second of a minute', [['x in a minute', '2026-11-26T14:32']], { now: '2026-11-26T13:30:59.000Z' });

table('other zones', [
  ['x tomorrow at 9am EST', '2026-11-27T15:00 @EST'],
  ['x tomorrow 9am UTC+2', '2026-11-27T08:00 @UTC+02:00'],
  ['x tomorrow 9am Tokyo time', '2026-11-27T01:00 @Tokyo'],
  ['x tomorrow at 15:00 Europe/London', '2026-11-27T16:00 @Europe/London'],
  ['x tomorrow at 9am CET', '2026-11-27T09:00'],
  ['x 2026-12-05T09:30Z', '2026-12-05T10:30 @UTC'],
  ['x at 3am JST', '2026-11-26T19:00 @JST'],
  ['x tomorrow at 10 IST', 'either 2026-11-27T05:30 @IST | 2026-11-27T11:00 @IST | 2026-11-27T09:00 @IST'],
]);
table('a winter zone in summer', [['x tomorrow at 9am EST', 'either 2026-07-02T16:00 @EST | 2026-07-02T15:00 @EST'], ['x tomorrow at 9am ET', '2026-07-02T15:00 @ET']], { now: '2026-07-01T10:00:00.000Z' });
table('the night on which the clock jumps ahead', [['x tomorrow at 02:30', '2026-03-29T03:30 clock_gap'], ['x in 24 hours', '2026-03-29T14:00']], { now: '2026-03-28T12:00:00.000Z' });
table('the night on which the clock goes back', [['x in 2 hours', '2026-10-25T03:30'], ['x at 02:45', '2026-10-25T02:45']], { now: '2026-10-25T00:30:00.000Z' });
