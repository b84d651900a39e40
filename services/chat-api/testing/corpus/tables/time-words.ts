import { asks, creates, either, having, lists, one, say, table, updates, type Table } from '../conversation.ts';

const titles = table('words of time that belong to the title', [
  'read chapters 3 to 5', 'install 4.12', 'call April', 'march to the town hall', 'table for 6', 'count to 20', 'go to the 3rd floor', 'pay 2026 taxes', 'clean room 9', 'date night with Kim', 'buy 2 to 3 kg pears', 'watch 12 Monkeys',
  'finish the monthly report', 'write to bob@friday.com', 'feed the cat 10 minutes before lunch', 'run for 30 minutes', 'buy 1/2 pound of butter', 'order 7 up', 'send Q2 numbers', 'call Frida', "read today's paper",
].map((text) => one(`add ${text}`, creates(text))));

const asked = table('words of time that may belong to the title', [
  'watch Ruby Tuesday', 'see Saturday Night Fever', 'read The Thursday Murder Club', 'watch the day after tomorrow', 'friday morning meeting notes', 'prepare for friday meeting', 'write weekly summary', 'notes about tuesday', 'raise the rent by 5',
  'meet at 12 Elm Street', 'plan a trip in march', 'cook for the weekend', 'party 31 june', 'call at 26:00', 'ring mum later', 'sing Blue Monday',
].map((text) => one(`add ${text}`, either(asks(), creates(text)))));

const around = table('what stands around a date', [
  one('add buy juice tomorrow 🍊', creates('buy juice 🍊', '2026-11-27')),
  one('add buy juice tomorrow 8am thanks', creates('buy juice', '2026-11-27T08:00')),
  one('call aunt Eva on sunday?', creates('call aunt Eva', '2026-11-29')),
  one('ADD CALL EVA TOMORROW AT 5PM', creates('CALL EVA', '2026-11-27T17:00')),
  one('tomorrow at noon feed the fish', creates('feed the fish', '2026-11-27T12:00')),
  one('add feed the fish tomorrow #pets p1', creates('feed the fish', '2026-11-27', { tags: ['pets'], priority: 'HIGH' })),
  one('on friday call the bank', creates('call the bank', '2026-11-27')),
  one('add call the bank tomorrow about the loan', creates('call the bank about the loan', '2026-11-27')),
]);

const typing = table('typing errors in words of time', [
  ['call Sue tommorow', 'call Sue', '2026-11-27'],
  ['call Sue on wensday', 'call Sue', '2026-12-02'],
  ['call Sue on thrusday at 5pm', 'call Sue', '2026-11-26T17:00'],
  ['call Sue saterday at 4', 'call Sue', '2026-11-28T16:00'],
  ['call Sue on 3 decmber', 'call Sue', '2026-12-03'],
  ['call Sue mondya', 'call Sue', '2026-11-30'],
].map(([text, title, due]) => one(text!, either(creates(title!, due), asks()))));

const reminders = table('reminders in words of time', [
  one('remind me in 5 minutes to turn the roast', creates('turn the roast', '2026-11-26T14:35', { reminders: [0] })),
  one('remind me tomorrow at 7am about the recycling', creates('the recycling', '2026-11-27T07:00', { reminders: [0] })),
  one('remind me on friday at 10 to sign the lease', creates('sign the lease', '2026-11-27T10:00', { reminders: [0] })),
  one('remind me to ring Jo in half an hour', creates('ring Jo', '2026-11-26T15:00', { reminders: [0] })),
  one('add lecture on friday at 10, remind me 2 hours before', creates('lecture', '2026-11-27T10:00', { reminders: [120] })),
  one('add flight on sunday at 9am with reminders 1 day and 3 hours before', creates('flight', '2026-11-29T09:00', { reminders: [1440, 180] })),
  having([{ title: 'parents evening', due_local: '2026-12-01T19:00' }], say('remind me about parents evening 45 minutes before', updates('parents evening', { reminders: [45] }))),
  having([{ title: 'driving test', due_local: '2026-12-01T10:00' }], say('remind me a day and an hour before the driving test', updates('driving test', { reminders: [1440, 60] }))),
]);

const due = [
  { title: 'boots', due_local: '2026-11-27' },
  { title: 'tent', due_local: '2026-11-29' },
  { title: 'map', due_local: '2026-12-01' },
  { title: 'stove', due_local: '2026-12-15' },
  { title: 'rope', due_local: '2027-01-10' },
];
const periods = table('periods, not days', [
  having(due, say("what's due in the next 5 days?", lists('boots', 'tent', 'map'))),
  having(due, say('what is due next month?', lists('map', 'stove'))),
  having(due, say('anything this weekend?', lists('tent'))),
  having(due, say('what do I have to do by tuesday?', lists('boots', 'tent', 'map'))),
  having(due, say('show tasks for tomorrow', lists('boots'))),
  having(due, say('what is due in january?', lists('rope'))),
  having(due, say('show tasks from nov 28 to dec 1', lists('tent', 'map'))),
  having(due, say("what's due in the next three weeks", lists('boots', 'tent', 'map', 'stove'))),
  having(due, say("what's overdue?", lists())),
]);

const shifts = table('how far to move', [
  having([{ title: 'sauna', due_local: '2026-11-27T18:00' }], say('push the sauna back two hours', updates('sauna', { due_local: '2026-11-27T20:00' }))),
  having([{ title: 'sauna', due_local: '2026-11-27T18:00' }], say('move sauna a week later', updates('sauna', { due_local: '2026-12-04T18:00' }))),
  having([{ title: 'sauna', due_local: '2026-11-27T18:00' }], say('move sauna 90 minutes earlier', updates('sauna', { due_local: '2026-11-27T16:30' }))),
  having([{ title: 'sauna', due_local: '2026-11-27T18:00' }], say('postpone the sauna by 3 days', updates('sauna', { due_local: '2026-11-30T18:00' }))),
  having([{ title: 'sauna', due_local: '2026-11-27T18:00' }], say('move sauna to the 15th', updates('sauna', { due_local: '2026-12-15T18:00' }))),
  having([{ title: 'sauna', due_local: '2026-11-27T18:00' }], say('move sauna from friday to monday', updates('sauna', { due_local: '2026-11-30T18:00' }))),
  having([{ title: 'sauna', due_local: '2026-11-27T18:00' }], say('move sauna to 7pm', updates('sauna', { due_local: '2026-11-27T19:00' }))),
]);

/** Kinds in which it matters what words of time belong to. */
export const timeWords: readonly Table[] = [titles, asked, around, typing, reminders, periods, shifts];
