import { table } from '../../testing/time-tables.ts';

const workdays = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';

table('how often', [
  ['x every day', '2026-11-26 FREQ=DAILY'],
  ['x every weekday at 9:30', `2026-11-27T09:30 ${workdays}`],
  ['x every weekend', '2026-11-28 FREQ=WEEKLY;BYDAY=SA,SU'],
  ['x every other day', '2026-11-26 FREQ=DAILY;INTERVAL=2'],
  ['x every 3 weeks', '2026-11-26 FREQ=WEEKLY;INTERVAL=3'],
  ['x every other tuesday', '2026-12-01 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
  ['x each monday and thursday', '2026-11-26 FREQ=WEEKLY;BYDAY=MO,TH'],
  ['x mondays at 9', '2026-11-30T09:00 FREQ=WEEKLY;BYDAY=MO'],
  ['x tuesdays and thursdays at 7pm', '2026-11-26T19:00 FREQ=WEEKLY;BYDAY=TU,TH'],
  ['x every monday to thursday', '2026-11-26 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH'],
  ['x weekly on wednesdays', '2026-12-02 FREQ=WEEKLY;BYDAY=WE'],
  ['x once a week on sunday', '2026-11-29 FREQ=WEEKLY;BYDAY=SU'],
  ['x fortnightly on fridays', '2026-11-27 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR'],
  ['x every day except sunday', '2026-11-26 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA'],
  ['x daily at 9:15', '2026-11-27T09:15 FREQ=DAILY'],
  ['x every morning', '2026-11-27T09:00 FREQ=DAILY'],
  ['x every night at 10', '2026-11-26T22:00 FREQ=DAILY'],
  ['x every sunday evening', '2026-11-29T18:00 FREQ=WEEKLY;BYDAY=SU'],
  ['every friday at 5pm x', '2026-11-27T17:00 FREQ=WEEKLY;BYDAY=FR'],
  ['every week x on friday', '2026-11-27 FREQ=WEEKLY;BYDAY=FR'],
  ['x every third friday', 'either 2026-12-18 FREQ=MONTHLY;BYDAY=3FR | 2026-11-27 FREQ=WEEKLY;INTERVAL=3;BYDAY=FR'],
]);

table('by months and years', [
  ['x every month', '2026-11-26 FREQ=MONTHLY'],
  ['x every month on the 1st', '2026-12-01 FREQ=MONTHLY;BYMONTHDAY=1'],
  ['every month x on the 1st', '2026-12-01 FREQ=MONTHLY;BYMONTHDAY=1'],
  ['x on the 1st and 15th of every month', '2026-12-01 FREQ=MONTHLY;BYMONTHDAY=1,15'],
  ['x every 15th', '2026-12-15 FREQ=MONTHLY;BYMONTHDAY=15'],
  ['x on the 31st of every month', '2026-11-30 FREQ=MONTHLY;BYMONTHDAY=-1'],
  ['x on the 30th of each month', '2026-11-30 FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1'],
  ['x first monday of every month', '2026-12-07 FREQ=MONTHLY;BYDAY=1MO'],
  ['x every third friday of the month', '2026-12-18 FREQ=MONTHLY;BYDAY=3FR'],
  ['x every last friday of the month at 16:00', '2026-11-27T16:00 FREQ=MONTHLY;BYDAY=-1FR'],
  ['x on the last workday of every month', `2026-11-30 ${workdays.replace('WEEKLY', 'MONTHLY')};BYSETPOS=-1`],
  ['x on the last day of each month', '2026-11-30 FREQ=MONTHLY;BYMONTHDAY=-1'],
  ['x first and third friday of each month', '2026-12-04 FREQ=MONTHLY;BYDAY=1FR,3FR'],
  ['x every 2 months on the 1st at 9', '2026-12-01T09:00 FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1'],
  ['x every quarter', '2026-11-26 FREQ=MONTHLY;INTERVAL=3'],
  ['x every december 24', '2026-12-24 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24'],
  ['x every year on march 5', '2027-03-05 FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5'],
  ['x on june 5 every year', '2027-06-05 FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=5'],
  ['x every year on feb 29', '2027-02-28 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1'],
  ['x yearly on the fourth thursday in november', '2026-11-26 FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'],
]);

table('how it begins and ends', [
  ['x every weekday at 9:30 until december 18', `2026-11-27T09:30 ${workdays};UNTIL=20261218`],
  ['x every day at 8 for 10 days', '2026-11-27T08:00 FREQ=DAILY;COUNT=10'],
  ['x every day for 2 weeks', '2026-11-26 FREQ=DAILY;COUNT=14'],
  ['x every monday for 4 weeks', '2026-11-30 FREQ=WEEKLY;BYDAY=MO;COUNT=4'],
  ['x every weekday for 2 weeks', `2026-11-26 ${workdays};COUNT=10`],
  ['x every monday for 3 months', '2026-11-30 FREQ=WEEKLY;BYDAY=MO;UNTIL=20270227'],
  ['x every thursday for the next three weeks', '2026-11-26 FREQ=WEEKLY;BYDAY=TH;COUNT=3'],
  ['x every monday 5 times', '2026-11-30 FREQ=WEEKLY;BYDAY=MO;COUNT=5'],
  ['x every day starting monday', '2026-11-30 FREQ=DAILY'],
  ['x every day from december 1 to december 10', '2026-12-01 FREQ=DAILY;UNTIL=20261210'],
  ['x daily starting march 3rd until april 5th', '2027-03-03 FREQ=DAILY;UNTIL=20270405'],
  ['x every monday until the end of the year', '2026-11-30 FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231'],
  ['x every monday till march', 'either 2026-11-30 FREQ=WEEKLY;BYDAY=MO;UNTIL=20270228 | 2026-11-30 FREQ=WEEKLY;BYDAY=MO;UNTIL=20270331'],
  ['x every 3 days after completion', '2026-11-26 FREQ=DAILY;INTERVAL=3 after completion'],
  ['x 2 weeks after I finish it', '2026-11-26 FREQ=WEEKLY;INTERVAL=2 after completion'],
  ['x every day for 10 minutes', '2026-11-26 FREQ=DAILY + for 0m 0d 10min'],
]);
table('at half past seven in the morning', [['x every day at 8 for 10 days', '2026-11-26T08:00 FREQ=DAILY;COUNT=10']], { now: '2026-11-26T06:30:00.000Z' });

const twice = 'several_times_a_day: 2026-11-27T09:00 FREQ=DAILY | 2026-11-26T18:00 FREQ=DAILY';
table('what is no single rule', [
  ['x twice a day', twice],
  ['x every morning and evening', twice],
  ['x every day at 8 and 20', 'several_times_a_day: 2026-11-27T08:00 FREQ=DAILY | 2026-11-26T20:00 FREQ=DAILY'],
  ['x every 8 hours', twice.replace('several_times_a_day', 'finer_than_a_day')],
  ['x hourly', twice.replace('several_times_a_day', 'finer_than_a_day')],
  ['x twice a week', 'days_not_named: 2026-11-26 FREQ=WEEKLY;BYDAY=MO,TH | 2026-11-26 FREQ=WEEKLY'],
  ['x biweekly', 'unclear_length: 2026-11-26 FREQ=WEEKLY;INTERVAL=2 | 2026-11-26 FREQ=WEEKLY;BYDAY=MO,TH'],
  ['x every few days', 'unclear_length: 2026-11-26 FREQ=DAILY;INTERVAL=2 | 2026-11-26 FREQ=DAILY;INTERVAL=3'],
]);
