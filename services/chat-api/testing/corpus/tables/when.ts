import { asks, creates, one, table, type Conversation, type ExpectedTask, type Table } from '../conversation.ts';

/**
 * New tasks whose words of time are claimed, and whose titles are what is left: said as a
 * command and as plain text in turn.
 */
export const adds = (kind: string, rows: readonly (readonly [title: string, when: string, due: string, more?: ExpectedTask])[], at: Partial<Conversation> = {}): Table =>
  table(kind, rows.map(([title, when, due, more], index) => one(`${index % 2 === 0 ? 'add ' : ''}${title} ${when}`, creates(title, due, more), at)));

/** Messages of which the person is asked what they mean, with the dates to choose from. */
export const doubts = (kind: string, rows: readonly (readonly [message: string, ...choices: string[]])[], at: Partial<Conversation> = {}): Table =>
  table(kind, rows.map(([message, ...choices]) => one(message, asks(...choices), at)));

const partsOfDay = adds('part of the day decides the hour', [
  ['catch the ferry', 'tomorrow morning at 6', '2026-11-27T06:00'],
  ['phone grandpa', 'at 8 in the evening', '2026-11-26T20:00'],
  ['walk the dog', 'tonight at 9', '2026-11-26T21:00'],
  ['iron shirts', 'tonight', '2026-11-26T20:00'],
  ['nap', 'tomorrow afternoon at 2', '2026-11-27T14:00'],
  ['meet Rosa', 'friday evening at 7:30', '2026-11-27T19:30'],
  ['feed the baby', 'at 3 at night', '2026-11-27T03:00'],
  ['water the roses', 'in the morning', '2026-11-27T09:00'],
  ['swim', 'on saturday morning', '2026-11-28T09:00'],
  ['pay the cleaner', 'this afternoon', '2026-11-26T15:00'],
  ['eat with Lee', 'tomorrow at noon', '2026-11-27T12:00'],
  ['file the report', 'by end of day', '2026-11-26T17:00'],
  ['print tickets', 'first thing tomorrow', '2026-11-27T09:00'],
  ['jog', 'tomorrow early morning', '2026-11-27T07:00'],
]);

const clocks = adds('times of day', [
  ['pick up Tom', 'at 5', '2026-11-26T17:00'],
  ['piano lesson', 'at 17:30', '2026-11-26T17:30'],
  ['yoga', 'tomorrow at 6pm', '2026-11-27T18:00'],
  ['check-up', 'tomorrow at half past three', '2026-11-27T15:30'],
  ['choir', 'on monday at quarter to eight', '2026-11-30T07:45'],
  ['interview', 'on tuesday at 10 a.m.', '2026-12-01T10:00'],
  ['train', 'tomorrow 17h', '2026-11-27T17:00'],
  ['board the bus', 'tomorrow at 5.30pm', '2026-11-27T17:30'],
  ['standup', 'at 9am', '2026-11-27T09:00'],
  ['collect laundry', "tomorrow at 9 o'clock", '2026-11-27T09:00'],
  ['workshop', 'on friday 9:00', '2026-11-27T09:00'],
]);

const fromNow = adds('counted from now', [
  ['stir the soup', 'in 10 minutes', '2026-11-26T14:40'],
  ['leave', 'in an hour and a half', '2026-11-26T16:00'],
  ['move the car', 'in 90 min', '2026-11-26T16:00'],
  ['stretch', 'in half an hour', '2026-11-26T15:00'],
  ['renew the pass', 'in 3 weeks', '2026-12-17'],
  ['check the mould', 'in two days', '2026-11-28'],
  ['ask again', 'in 3 working days', '2026-12-01'],
  ['service the bike', 'in a month', '2026-12-26'],
  ['return books', '10 days from now', '2026-12-06'],
  ['wash up', 'the day after tomorrow', '2026-11-28'],
]);

const weeks = adds('weeks counted from a weekday', [
  ['visit gran', 'saturday next week', '2026-12-05'],
  ['send the slides', 'next week on wednesday', '2026-12-02'],
  ['pay the fine', '2 weeks from friday', '2026-12-11'],
  ['hand in the essay', 'a week on monday', '2026-12-07'],
  ['tyres', 'tuesday week', '2026-12-08'],
  ['sort the attic', 'a fortnight on sunday', '2026-12-13'],
  ['ring the plumber', 'a week today', '2026-12-03'],
  ['vote', 'a week from tomorrow', '2026-12-04'],
  ['skype Kim', 'friday after next', '2026-12-04'],
  ['fetch the keys', '3 weeks from tuesday at 10', '2026-12-22T10:00'],
]);

const monthDays = adds('a day of the month', [
  ['pay the gas bill', 'on the 20th', '2026-12-20'],
  ['submit hours', 'by the 28th', '2026-11-28'],
  ['order flowers', 'on the 3rd of next month', '2026-12-03'],
  ['party', 'on december 12th at 8pm', '2026-12-12T20:00'],
  ['ski trip', 'on the 5th of january', '2027-01-05'],
  ['renew domain', '14 feb 2027', '2027-02-14'],
  ['leap party', 'on feb 29', '2028-02-29'],
  ['close the books', 'by the end of the month', '2026-11-30'],
  ['plan budget', 'at the start of next month', '2026-12-01'],
  ['audit', 'on the first monday of december', '2026-12-07'],
  ['retro', 'on the last friday of january', '2027-01-29'],
  ['invoice', 'on the last workday of the month', '2026-11-30'],
  ['book the hall', 'on the second tuesday of next month', '2026-12-08'],
]);

const numbers = adds('numeric dates', [
  ['optician', '07.12.2026', '2026-12-07'],
  ['vet', 'on 9.12.', '2026-12-09'],
  ['exam', '2026-12-11', '2026-12-11'],
  ['visa', '2026-12-11T08:30', '2026-12-11T08:30'],
  ['concert', '30/12/2026', '2026-12-30'],
  ['boiler', 'on 12/24', '2026-12-24'],
]);
const numberDoubts = doubts('numeric dates that can be read two ways', [
  ['add optician 06-12-2026', '2026-12-06', '2026-06-12'],
  ['add optician 3/4', '2027-04-03', '2027-03-04'],
]);

const zones = adds('another zone', [
  ['dial in', 'tomorrow at 10am EST', '2026-11-27T16:00'],
  ['dial in again', 'tomorrow at 15:00 UTC', '2026-11-27T16:00'],
  ['call Kyoto', 'tomorrow at 5pm Tokyo time', '2026-11-27T09:00'],
  ['webinar', 'on monday at 11:00 Europe/London', '2026-11-30T12:00'],
  ['sync', 'tomorrow at 9am UTC+2', '2026-11-27T08:00'],
]);

const clockDoubts = doubts('a time that can be read two ways', [
  ['call Lou at 8', '20:00', '08:00'],
  ['call Lou next friday', '2026-11-27', '2026-12-04'],
  ['supper with Lou on friday at 8', '20:00', '08:00'],
  ['call Lou monday or tuesday', '2026-11-30', '2026-12-01'],
  ['add party on saturday at midnight', '2026-11-28 00:00', '2026-11-29 00:00'],
]);

const spring = adds('the night on which the clock jumps ahead', [
  ['bake', 'tomorrow at 02:30', '2026-03-29T03:30'],
  ['rest', 'tomorrow at 9am', '2026-03-29T09:00'],
  ['check', 'in 24 hours', '2026-03-29T15:00'],
], { now: '2026-03-28T14:00' });
const newYear = adds('around new year', [
  ['sweep up', 'tomorrow', '2027-01-01'],
  ['fireworks', 'at midnight', '2027-01-01T00:00'],
  ['diet', 'on monday', '2027-01-04'],
  ['sale', 'jan 5', '2027-01-05'],
  ['look back', 'by dec 31', '2026-12-31'],
], { now: '2026-12-31T16:00', zone: 'America/New_York' });
const leapDay = adds('on the 29th of February', [
  ['dance', 'today', '2028-02-29'],
  ['rest', 'tomorrow', '2028-03-01'],
  ['again', 'in a year', '2029-02-28'],
], { now: '2028-02-29T10:00', zone: 'Asia/Tokyo' });

/** Kinds of one moment. */
export const moments: readonly Table[] = [partsOfDay, clocks, fromNow, weeks, monthDays, numbers, numberDoubts, zones, clockDoubts, spring, newYear, leapDay];
