import { asks, creates, either, having, lists, one, say, table, updates } from '../conversation.ts';

const newYork = 'America/New_York';
const tokyo = 'Asia/Tokyo';
const auckland = 'Pacific/Auckland';
const kolkata = 'Asia/Kolkata';

/**
 * The same words in other places and at other times: midnight, the change of the clocks,
 * new year, leap days.
 */
export const clocks = table('other places and clocks', [
  one('call mum tomorrow at 9', creates('call mum', '2026-11-27T09:00'), { zone: newYork, now: '2026-11-26T23:59' }),
  one('call mum tomorrow at 9', creates('call mum', '2026-11-27T09:00'), { zone: tokyo, now: '2026-11-26T00:00' }),
  one('call mum today', creates('call mum', '2026-11-26'), { zone: auckland, now: '2026-11-26T23:50' }),
  one('water the plants in 2 hours', creates('water the plants', '2026-11-27T00:30'), { zone: kolkata, now: '2026-11-26T22:30' }),
  one('remind me in 1 minute to breathe', creates('breathe', '2026-11-27T00:00', { reminders: [0] }), { zone: newYork, now: '2026-11-26T23:59' }),
  one('fireworks tomorrow at midnight', either(creates('fireworks', '2027-01-01T00:00'), asks()), { zone: tokyo, now: '2026-12-31T15:00' }),
  one('buy calendars tomorrow', creates('buy calendars', '2027-01-01'), { now: '2026-12-31T18:00' }),
  one('see the dentist on monday', creates('see the dentist', '2027-01-04'), { now: '2026-12-31T18:00' }),
  one('pay tax on 5 january', creates('pay tax', '2027-01-05'), { now: '2026-12-31T18:00' }),
  one('pay rent every month on the 1st', creates('pay rent', '2027-01-01', { recurrence: 'FREQ=MONTHLY;BYMONTHDAY=1' }), { now: '2026-12-31T18:00' }),
  one('check the smoke alarm tomorrow', creates('check the smoke alarm', '2028-02-29'), { now: '2028-02-28T10:00' }),
  one('check the smoke alarm tomorrow', creates('check the smoke alarm', '2027-03-01'), { now: '2027-02-28T10:00' }),
  one('party on february 29 2028', creates('party', '2028-02-29')),
  one('call in 24 hours', creates('call', '2027-03-28T13:00'), { now: '2027-03-27T12:00' }),
  one('call in 24 hours', creates('call', '2026-10-25T11:00'), { now: '2026-10-24T12:00' }),
  one('call tomorrow at 12:00', creates('call', '2027-03-28T12:00'), { now: '2027-03-27T12:00' }),
  one('call in 24 hours', creates('call', '2026-11-01T11:00'), { zone: newYork, now: '2026-10-31T12:00' }),
  one('stretch in 30 minutes', creates('stretch', '2026-10-25T01:45'), { now: '2026-10-25T01:15' }),
  having([{ title: 'call', due_local: '2027-03-27T12:00' }], say('push call back one day', updates('call', { due_local: '2027-03-28T12:00' }))),
  having([{ title: 'rent', due_local: '2027-01-31' }], say('push rent back one month', updates('rent', { due_local: '2027-02-28' }))),
  { ...having([{ title: 'a', due_local: '2026-11-26' }, { title: 'b', due_local: '2026-11-27' }], say('what is due today?', lists('a')), say('overdue', lists())), zone: auckland, now: '2026-11-26T23:30' },
  { ...having([{ title: 'a', due_local: '2026-11-26' }, { title: 'b', due_local: '2026-11-27' }], say('what is due today?', lists('a'))), zone: newYork, now: '2026-11-26T00:10' },
  { ...having([{ title: 'a', due_local: '2026-12-31' }, { title: 'b', due_local: '2027-01-01' }], say('what is due tomorrow?', lists('b')), say('what is due this month?', lists('a')), say('what is due next month?', lists('b'))), now: '2026-12-31T09:00' },
  { ...having([{ title: 'a', due_local: '2026-11-25T23:00' }, { title: 'b', due_local: '2026-11-26T01:00' }], say('what was due yesterday?', lists('a')), say('what is overdue?', lists('a', 'b'))), zone: kolkata, now: '2026-11-26T08:00' },
  one('gym on saturday at 8am', creates('gym', '2026-11-28T08:00'), { zone: auckland, now: '2026-11-27T23:30' }),
  one('walk every day at 7:00', creates('walk', '2026-11-27T07:00', { recurrence: 'FREQ=DAILY' }), { zone: tokyo, now: '2026-11-26T08:00' }),
  one('walk every day at 7:00', creates('walk', '2026-11-26T07:00', { recurrence: 'FREQ=DAILY' }), { zone: tokyo, now: '2026-11-26T06:00' }),
  one('call the bank tomorrow at 3pm UTC', creates('call the bank', '2026-11-28T00:00'), { zone: tokyo }),
  one('lunch at noon', creates('lunch', '2026-11-26T12:00'), { now: '2026-11-26T09:00' }),
  one('dentist tonight at 7', creates('dentist', '2026-11-26T19:00'), { zone: newYork, now: '2026-11-26T10:00' }),
]);
