import { asks, creates, createsDue, createsOrAsks, one, table } from '../conversation.ts';

/** Words of time in titles, as people type them. */
export const typedTitles = table('words of time in titles, as people type them', [
  'watch Friday Night Lights', 'read The Thursday Murder Club', 'prepare monday meeting', 'write summary of march sales', 'buy tickets for the 8pm show', 'listen to Ruby Tuesday', 'run 10k in under 50 minutes', 'email May about the contract', 'add watch 24 hours documentary', 'discuss Q1 goals with Summer',
  'sign up for 5 day course', 'make a 3 minute egg', 'study for 2 hours', 'buy weekly magazine', 'order new 2027 calendar', 'call Mr. Sunday', 'rewatch Before Sunrise', 'reply to the email from yesterday', 'fix bug from last week', 'print the 2025 tax return', 'return the 3 o’clock shoes', 'learn 50 words', 'buy Monday.com licence', 'read 1984', 'sunday roast ingredients', 'buy an advent calendar', 'book flight for second week of january', 'ask about the morning shift',
].map((text) => one(text, createsOrAsks(text.replace(/^add /, '')))).concat([one('book table for 2 at 8pm tomorrow', creates('book table for 2', '2026-11-27T20:00')),
  one('add "Monday blues" playlist', createsDue(null)),
  one('buy "The Day After Tomorrow" on friday', createsDue('2026-11-27')),
  one('add 7 days to die', createsOrAsks('7 days to die')),
  one('bring 2 cakes to the 5th grade party on friday at 4pm', createsOrAsks('bring 2 cakes to the 5th grade party', '2026-11-27T16:00'))]));

/** Numbers and zones, as people type them. */
export const typedNumbers = table('numbers and zones, as people type them', [
  one('dentist 5/12', asks('2026-12-05', '2027-05-12')),
  one('dentist on 12/25', creates('dentist', '2026-12-25')),
  one('vet 24.12. 10:30', creates('vet', '2026-12-24T10:30')),
  one('submit form 2026-12-15', creates('submit form', '2026-12-15')),
  one('call NY office tomorrow 3pm new york time', creates('call NY office', '2026-11-27T21:00')),
  one('webinar thursday dec 3 18:00 UTC', creates('webinar', '2026-12-03T19:00')),
  one('call Bo tomorrow 8am PST', creates('call Bo', '2026-11-27T17:00')),
  one('trip 31.12.', creates('trip', '2026-12-31')),
  one('birthday party 29.2.', createsOrAsks('birthday party', '2028-02-29')),
  one('exam 31.11.', asks()),
  one('call Delhi at 9am IST tomorrow', createsOrAsks('call Delhi', '2026-11-27T04:30')),
  one('pay 12.50 to Max', creates('pay 12.50 to Max')),
  one('win 3:2 against Bayern', createsOrAsks('win 3:2 against Bayern')),
  one('buy 1/2 kg butter', createsOrAsks('buy 1/2 kg butter')),
  one('appointment 15/12/26 at 9.15', creates('appointment', '2026-12-15T09:15')),
  one('party 20261224', createsOrAsks('party 20261224')),
  one('demo friday 4pm', creates('demo', '2026-11-27T16:00'), { zone: 'America/New_York' }),
  one('remind me in 5 min to move the car', creates('move the car', '2026-11-26T14:35'), { zone: 'America/New_York' }),
  one('call London 3pm london time tomorrow', creates('call London', '2026-11-27T10:00'), { zone: 'America/New_York' }),
  one('taxes by april 15', creates('taxes', '2027-04-15'), { zone: 'America/New_York' }),
  one('pay rent today', creates('pay rent', '2026-11-26'), { zone: 'Asia/Tokyo' }),
  one('call NYC tomorrow at 9am EST', creates('call NYC', '2026-11-27T23:00'), { zone: 'Asia/Tokyo' }),
  one('yoga tomorrow 6:30am', creates('yoga', '2026-11-27T06:30'), { zone: 'Asia/Kolkata' }),
  one('pay bill in 2 days', creates('pay bill', '2026-11-28'), { zone: 'Asia/Kolkata' }),
  one('puja every tuesday at 7am', creates('puja', '2026-12-01T07:00', { recurrence: 'FREQ=WEEKLY;BYDAY=TU' }), { zone: 'Asia/Kolkata' }),
]);
