import { asks, creates, one, table, type Table } from '../conversation.ts';

type Row = readonly [title: string, often: string, due: string, recurrence: string];

const repeats = (kind: string, rows: readonly Row[]): Table =>
  table(kind, rows.map(([title, often, due, recurrence], index) => one(`${index % 2 === 0 ? 'add ' : ''}${title} ${often}`, creates(title, due, { recurrence }))));

const workdays = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';

const often = repeats('how often', [
  ['make the bed', 'every day', '2026-11-26', 'FREQ=DAILY'],
  ['log hours', 'every weekday at 17:00', '2026-11-26T17:00', workdays],
  ['charge the scooter', 'every other day', '2026-11-26', 'FREQ=DAILY;INTERVAL=2'],
  ['fresh sheets', 'every 2 weeks', '2026-11-26', 'FREQ=WEEKLY;INTERVAL=2'],
  ['glass bin', 'every other friday', '2026-11-27', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR'],
  ['swim', 'every tuesday and friday at 7am', '2026-11-27T07:00', 'FREQ=WEEKLY;BYDAY=TU,FR'],
  ['rowing', 'every mon wed and sat at 6:30am', '2026-11-28T06:30', 'FREQ=WEEKLY;BYDAY=MO,WE,SA'],
  ['sauna', 'every thu sun', '2026-11-26', 'FREQ=WEEKLY;BYDAY=TH,SU'],
  ['therapy', 'wednesdays at 4pm', '2026-12-02T16:00', 'FREQ=WEEKLY;BYDAY=WE'],
  ['choir', 'weekly on mondays', '2026-11-30', 'FREQ=WEEKLY;BYDAY=MO'],
  ['mop', 'every weekend', '2026-11-28', 'FREQ=WEEKLY;BYDAY=SA,SU'],
  ['journal', 'daily at 21:00', '2026-11-26T21:00', 'FREQ=DAILY'],
  ['open the shop', 'every day except sunday', '2026-11-26', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA'],
  ['backup', 'every fortnight', '2026-11-26', 'FREQ=WEEKLY;INTERVAL=2'],
]);

const parts = repeats('a repetition by part of the day', [
  ['stretch', 'every morning', '2026-11-27T09:00', 'FREQ=DAILY'],
  ['read', 'every evening', '2026-11-26T18:00', 'FREQ=DAILY'],
  ['floss', 'every night at 10', '2026-11-26T22:00', 'FREQ=DAILY'],
  ['plan the week', 'every sunday evening', '2026-11-29T18:00', 'FREQ=WEEKLY;BYDAY=SU'],
  ['market', 'every saturday morning', '2026-11-28T09:00', 'FREQ=WEEKLY;BYDAY=SA'],
]);

const months = repeats('repetitions by month and year', [
  ['pay the loan', 'every month on the 5th', '2026-12-05', 'FREQ=MONTHLY;BYMONTHDAY=5'],
  ['transfer savings', 'on the 1st and 15th of every month', '2026-12-01', 'FREQ=MONTHLY;BYMONTHDAY=1,15'],
  ['read the meter', 'every 20th', '2026-12-20', 'FREQ=MONTHLY;BYMONTHDAY=20'],
  ['settle up', 'on the 31st of every month', '2026-11-30', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
  ['water filter', 'every 3 months', '2026-11-26', 'FREQ=MONTHLY;INTERVAL=3'],
  ['VAT', 'every 2 months on the 10th at 9', '2026-12-10T09:00', 'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=10'],
  ['book club', 'first tuesday of every month', '2026-12-01', 'FREQ=MONTHLY;BYDAY=1TU'],
  ['quiz', 'every second wednesday of the month', '2026-12-09', 'FREQ=MONTHLY;BYDAY=2WE'],
  ['payroll', 'on the last workday of every month', '2026-11-30', `${workdays.replace('WEEKLY', 'MONTHLY')};BYSETPOS=-1`],
  ['pub', 'every last friday of the month at 8pm', '2026-11-27T20:00', 'FREQ=MONTHLY;BYDAY=-1FR'],
  ['cake for Ann', 'every june 5', '2027-06-05', 'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=5'],
  ['tax return', 'every year on may 31', '2027-05-31', 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31'],
]);

const ends = repeats('the end of a repetition', [
  ['drops', 'every day at 20:00 for 7 days', '2026-11-26T20:00', 'FREQ=DAILY;COUNT=7'],
  ['rehearsal', 'every weekday at 18:00 until december 11', '2026-11-26T18:00', `${workdays};UNTIL=20261211`],
  ['course', 'every tuesday 6 times', '2026-12-01', 'FREQ=WEEKLY;BYDAY=TU;COUNT=6'],
  ['physio', 'every monday for 5 weeks', '2026-11-30', 'FREQ=WEEKLY;BYDAY=MO;COUNT=5'],
  ['advent door', 'every day from december 1 to december 24', '2026-12-01', 'FREQ=DAILY;UNTIL=20261224'],
  ['diary', 'every day until the end of the year', '2026-11-26', 'FREQ=DAILY;UNTIL=20261231'],
  ['cream', 'every day for 2 weeks starting monday', '2026-11-30', 'FREQ=DAILY;COUNT=14'],
  ['lessons', 'every thursday for the next three weeks', '2026-11-26', 'FREQ=WEEKLY;BYDAY=TH;COUNT=3'],
]);

const completion = table('counted from completion', [
  one('add descale the kettle every 3 weeks after completion', creates('descale the kettle', '2026-11-26', { recurrence: 'FREQ=WEEKLY;INTERVAL=3', recurrence_mode: 'completion' })),
  one('add trim the hedge 10 days after I finish it', creates('trim the hedge', '2026-11-26', { recurrence: 'FREQ=DAILY;INTERVAL=10', recurrence_mode: 'completion' })),
  one('clean the filter every month after I do it', creates('clean the filter', '2026-11-26', { recurrence: 'FREQ=MONTHLY', recurrence_mode: 'completion' })),
]);

const unruly = table('what is no single rule', [
  'add inhaler twice a day', 'add eye drops three times a day', 'pills every 6 hours', 'add stand up every 45 minutes', 'drink water hourly', 'gym twice a week', 'add jog 3 times per week', 'add newsletter biweekly',
  'add rinse every morning and evening', 'add meter reading bimonthly', 'add ointment every day at 9am and 9pm', 'add poker every third saturday',
].map((text) => one(text, asks())));

/** Kinds of repetition. */
export const howOften: readonly Table[] = [often, parts, months, ends, completion, unruly];
