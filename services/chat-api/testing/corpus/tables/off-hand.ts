import { answers, asks, completes, confirms, creates, createsOrAsks, having, lists, one, say, table, updates, type Expectation, type GivenTask, type Table } from '../conversation.ts';

const given: GivenTask[] = [{ title: 'vet', due_local: '2026-12-01T10:30' }, { title: 'tax return', due_local: '2026-11-27', tags: ['office'] }, { title: 'order stamps' }, { title: 'book ferry to Malmö', due_local: '2026-11-28' }, { title: 'swim', due_local: '2026-11-28T08:00', recurrence: 'FREQ=WEEKLY;BYDAY=SA' }, { title: 'read Dune' }];
const H = (text: string, expect: Expectation) => having(given, say(text, expect));

/** As people type who think of something else. */
export const offHand: readonly Table[] = [
  table('short forms of words of time', [
    one('ring the landlord b4 6', creates('ring the landlord', '2026-11-26T18:00')),
    one('remind me 2 book the ferry at 8 tmrw', creates('book the ferry', '2026-11-27T08:00', { reminders: [0] })),
    one('fetch the kids half 4', creates('fetch the kids', '2026-11-26T16:30')),
    one('cut the cake in half 8 pieces', createsOrAsks('cut the cake in half 8 pieces')),
    one('phone Ines noon-ish tomorrow', creates('phone Ines', '2026-11-27T12:00')),
    one('quiz evening friday at 7', asks('2026-11-27 19:00', '2026-11-27 07:00')),
    one('morning run at 6 tomorrow', creates('morning run', '2026-11-27T06:00')),
    one('dont let me forget the keys on monday', creates('the keys', '2026-11-30')),
  ]),
  table('days beside periods and feasts', [
    one('water the lawn every other saturday starting next month', creates('water the lawn', '2026-12-05', { recurrence: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA' })),
    one('call the insurance after the weekend', creates('call the insurance', '2026-11-30')),
    one('wrap the gifts 2 days before christmas', creates('wrap the gifts', '2026-12-23')),
    one('send the parcel 5 days before 12 december', creates('send the parcel', '2026-12-07')),
    H('move the tax return till after the weekend', updates('tax return', { due_local: '2026-11-30' })),
    H('move the vet to the afternoon', updates('vet', { due_local: '2026-12-01T15:00' })),
  ]),
  table('a weekday on its own day', [
    one('choir thursday 7pm', asks('2026-11-26 19:00', '2026-12-03 19:00')),
    one('choir thursday 9am', creates('choir', '2026-12-03T09:00')),
    one('choir this thursday 7pm', creates('choir', '2026-11-26T19:00')),
  ]),
  table('words of time in other languages', [
    one('Zahnarzt am Montag um 9', asks('Zahnarzt am Montag um 9')),
    one('appeler le garage demain', asks('appeler le garage demain')),
    one('comprar pan hoy', asks('comprar pan hoy')),
  ]),
  table('exclamations', [
    one('fuck off', answers()),
    one('you stupid bot', answers()),
    one('argh i forgot to pay the fine, add it for tomorrow', creates('pay the fine', '2026-11-27')),
    one('omg i forgot to pay the fine', asks('pay the fine')),
    H('shit, i forgot the vet', asks('vet')),
    one('no, the other one', answers()),
    one('nope, the blue one', answers()),
    H('the swim hall closed early, now on sunday', asks('swim')),
  ]),
  table('lists that are narrowed by more than a day', [
    H('show me the next 2 things', lists('tax return', 'swim')),
    H('my first three tasks', lists('tax return', 'swim', 'book ferry to Malmö')),
    H('everything with a deadline', lists('tax return', 'swim', 'book ferry to Malmö', 'vet')),
    H('what have i got on friday and saturday', lists('tax return', 'swim', 'book ferry to Malmö')),
    H('what have i got on friday and tuesday', asks('due tomorrow', 'due Tue 1 Dec')),
    H('what is due this week besides office?', asks('List open tasks')),
    H('how much stuff is overdue', answers(/0 open tasks overdue/)),
    H('how often do i swim', answers(/every Saturday/)),
  ]),
  table('one verb for several', [
    H('done order stamps and read Dune', asks('Complete “order stamps”; Complete “read Dune”')),
    H('vet done, stamps done', asks('Complete “vet”; Complete “stamps”')),
    one('bread, milk, plums, rice', asks('“bread”, “milk”, “plums”, “rice”', 'bread, milk, plums, rice')),
    one('lunch with Ana, Bo and Cy', createsOrAsks('lunch with Ana, Bo and Cy')),
  ]),
  table('what is done is told in its own words', [
    H('finished reading Dune', completes('read Dune')),
    H('started the tax return', updates('tax return', { status: 'IN_PROGRESS' })),
    H('ferry booked ✅', asks('Complete “book ferry to Malmö”')),
    H('vet is at 12 now', updates('vet', { due_local: '2026-12-01T12:00' })),
    H('vet → wednesday', updates('vet', { due_local: '2026-12-02T10:30' })),
    H('snooze the tax return till 8', updates('tax return', { reminders: ['2026-11-26T20:00'] })),
  ]),
  table('another word, another level', [
    having([], say('dinner with Kate tomorrow at 20:00', creates('dinner with Kate', '2026-11-27T20:00')), say('with Kim, not Kate', asks('dinner with Kim')), say('yes', updates('dinner with Kim'))),
    having([], say('lunch tomorrow at 1', creates('lunch', '2026-11-27T13:00')), say('make it two', updates('lunch', { due_local: '2026-11-27T14:00' }))),
    having([], say('buy one egg', creates('buy one egg')), say('make it two', answers())),
    having(given, say('make the vet high priority', updates('vet', { priority: 'HIGH' })), say('no, low', updates('vet', { priority: 'LOW' }))),
    having(given, say('complete everything that is overdue', answers()), say('mark everything for saturday done', confirms('swim', 'book ferry to Malmö')), say('no', answers())),
  ]),
];
