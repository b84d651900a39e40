import { table } from '../../testing/time-tables.ts';

table('days counted from today', [
  ['x today', '2026-11-26'],
  ['x tomorrow', '2026-11-27'],
  ['tmrw x', '2026-11-27'],
  ['x the day after tomorrow', '2026-11-28'],
  ['x in two days', '2026-11-28'],
  ['x 2 days from now', '2026-11-28'],
  ['x in a week', '2026-12-03'],
  ['x in a fortnight', '2026-12-10'],
  ['x in a month', '2026-12-26'],
  ['x in a year', '2027-11-26'],
  ['x in 3 working days', '2026-12-01'],
  ['x yesterday', '2026-11-25 past'],
  ['x 2 days ago', '2026-11-24 past'],
]);

table('weekdays', [
  ['x friday', '2026-11-27'],
  ['x on thursday', '2026-12-03'],
  ['x by wed', '2026-12-02 by'],
  ['x this monday', '2026-11-30'],
  ['x next monday', '2026-11-30'],
  ['x next friday', 'either 2026-11-27 | 2026-12-04'],
  ['x last monday', '2026-11-23 past'],
  ['x coming tuesday', '2026-12-01'],
  ['x friday the 27th', '2026-11-27'],
  ['x friday, november 27', '2026-11-27'],
  ['x monday, december 8', 'either 2026-12-08 | 2026-11-30'],
  ['x friday the 13th', '2027-08-13'],
  ['x monday or tuesday', 'either 2026-11-30 | 2026-12-01'],
  ['x monday, wednesday and friday', 'either 2026-11-30 | 2026-12-02 | 2026-11-27'],
]);

table('weeks counted from a weekday', [
  ['x friday next week', '2026-12-04'],
  ['x next week on tuesday', '2026-12-01'],
  ['x wednesday of next week', '2026-12-02'],
  ['x 2 weeks from monday', '2026-12-14'],
  ['x a week on friday', '2026-12-04'],
  ['x monday week', '2026-12-07'],
  ['x a fortnight on friday', '2026-12-11'],
  ['x a week today', '2026-12-03'],
  ['x a week from tomorrow', '2026-12-04'],
  ['x friday after next', '2026-12-04'],
  ['x two fridays from now', '2026-12-04'],
  ['x in 2 weeks on monday', '2026-12-07'],
]);

table('days of a month', [
  ['x on the 15th', '2026-12-15'],
  ['x by the 26th', '2026-11-26 by'],
  ['x on the 31st', '2026-12-31'],
  ['x the 3rd of next month', '2026-12-03'],
  ['x on the first of march', '2027-03-01 rolled_to_next_year'],
  ['x december 5th', '2026-12-05'],
  ['x 5. dec', '2026-12-05'],
  ['x on the 5th of december 2027', '2027-12-05'],
  ['x dec 5, 2027', '2027-12-05'],
  ['x on feb 29', '2028-02-29 rolled_to_next_year'],
  ['x first monday of december', '2026-12-07'],
  ['x on the last friday of january', '2027-01-29 rolled_to_next_year'],
  ['x on the last day of february', '2027-02-28 rolled_to_next_year'],
  ['x on the last workday of the month', '2026-11-30'],
  ['x on the first working day of next month', '2026-12-01'],
  ['x by the end of the month', '2026-11-30 by'],
  ['x at the start of next month', '2026-12-01'],
  ['x mid december', '2026-12-15'],
  ['x in the middle of next week', '2026-12-02'],
  ['x by the end of the year', '2026-12-31 by'],
  ['x at the end of q1', '2027-03-31 rolled_to_next_year'],
  ["x on new year's eve", '2026-12-31'],
  ['x by june', 'either 2027-05-31 by | 2027-06-30 by'],
]);

const either = 'either 2026-12-05 | 2026-05-12 past';
table('dates in numbers, the order unknown', [
  ['x 2026-12-05', '2026-12-05'],
  ['x 2026/12/05', '2026-12-05'],
  ['x 05.12.2026', '2026-12-05'],
  ['x 5. 12. 2026', '2026-12-05'],
  ['x on 5.12.', '2026-12-05'],
  ['x 24/12', '2026-12-24'],
  ['x 12/24', '2026-12-24'],
  ['x 05-12-2026', either],
  ['x 5/12/2026', either],
]);
table('dates in numbers, the day first', [['x 5/12', '2026-12-05'], ['x 05-12-2026', '2026-12-05'], ['x 12/24', '2026-12-24']], { date_order: 'day_month' });
table('dates in numbers, the month first', [['x 12/5', '2026-12-05'], ['x 12-05-2026', '2026-12-05'], ['x 05.12.2026', '2026-12-05']], { date_order: 'month_day' });

table('periods', [
  ['what is due in the next 7 days?', '2026-11-26 .. 2026-12-03', 'what is due ?'],
  ['what is due next month?', '2026-12-01 .. 2026-12-31', 'what is ?'],
  ['anything this weekend?', '2026-11-28 .. 2026-11-29', 'anything ?'],
  ['anything this week', '2026-11-23 .. 2026-11-29', 'anything'],
  ['what did I do last week', '2026-11-16 .. 2026-11-22', 'what did I do'],
  ['list what is overdue', 'overdue', 'list what is'],
  ['show the rest of the week', '2026-11-26 .. 2026-11-29', 'show'],
  ['tasks in december', '2026-12-01 .. 2026-12-31', 'tasks'],
  ['show tasks from dec 1 to dec 5', '2026-12-01 .. 2026-12-05', 'show tasks'],
  ['show december 1-5', '2026-12-01 .. 2026-12-05', 'show'],
  ['show monday to friday', '2026-11-30 .. 2026-12-04', 'show'],
  ['what is due next quarter', '2027-01-01 .. 2027-03-31', 'what is'],
  ['what is due within 3 days', '2026-11-29 by', 'what is due'],
  ['move x from friday to monday', 'from 2026-11-27 + 2026-11-30', 'move x'],
  ["move today's tasks to monday", 'from 2026-11-26 + 2026-11-30', 'move tasks to'],
  ['move x from 4pm to 6pm', 'from 2026-11-26T16:00 + 2026-11-26T18:00', 'move x'],
]);

table('on the last day of a leap February', [['x tomorrow', '2028-03-01'], ['x in a year', '2029-02-28'], ['x on feb 29', '2028-02-29'], ['x in a month', '2028-03-29']], { now: '2028-02-29T12:00:00.000Z' });
table('where the new year has begun', [['x tomorrow', '2027-01-02'], ['x dec 31', '2027-12-31'], ['x on monday', '2027-01-04']], { now: '2026-12-31T15:30:00.000Z', time_zone: 'Asia/Tokyo' });
table('where it is still the old year', [['x tomorrow', '2027-01-01'], ['x dec 31', '2026-12-31'], ['x on jan 1', '2027-01-01 rolled_to_next_year']], { now: '2026-12-31T23:30:00.000Z', time_zone: 'America/New_York' });
