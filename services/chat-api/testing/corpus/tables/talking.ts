import { answers, asks, choose, completes, confirms, creates, deletes, either, having, lists, one, reopens, say, table, updates } from '../conversation.ts';

/** What does nothing: politeness, reports, doubts and negations. */
export const nothing = table('nothing is done', [
  one('thanks', answers()), one('thank you so much!', answers()), one('hi', answers()), one('hello there', answers()), one('good morning', answers()), one('ok', answers()), one('great', answers()),
  one('bye', answers()), one('help', answers(/remind me/)), one('what can you do?', answers()), one('👍', answers()), one('lol', answers()), one('how are you?', answers()),
  having(['report'], say("don't delete anything", answers())),
  having(['report'], say('do not delete the report', answers())),
  having(['report'], say("I haven't done it yet", answers())),
  having(['report'], say("i haven't finished the report", answers())),
  having(['report'], say("I didn't finish the report", answers())),
  having(['report'], say('I might delete the report', answers())),
  having(['report'], say('the report is not done yet', answers())),
  having(['report'], say("the report isn't finished", answers())),
  having(['report'], say('maybe I should delete the report', answers())),
  having(['report'], say('should I delete the report?', answers())),
  having(['report'], say('what happens if I delete the report?', answers())),
  having(['report'], say('i was going to complete the report', answers())),
  having(['report'], say('never mind', answers())),
  having(['report'], say('no', answers())),
  having(['report'], say('yes', answers())),
  having(['report'], say('why is the sky blue?', asks())),
  one('undo', answers(/nothing to undo/)), one('redo', answers(/nothing to redo/)),
]);

/** "it", ordinals, the other one, and what goes on from before. */
export const references = table('what was spoken of', [
  having([], say('add water plants', creates('water plants')), say('move it to saturday', updates('water plants', { due_local: '2026-11-28' })), say('tag it #home', updates('water plants', { tags: ['home'] })), say('done', { op: 'ask' })),
  having([{ title: 'first thing', due_local: '2026-11-27' }, { title: 'second thing', due_local: '2026-11-28' }, { title: 'third thing', due_local: '2026-11-29' }],
    say('list', lists('first thing', 'second thing', 'third thing')), say('done the second', completes('second thing')), say('and the third', completes('third thing'))),
  having([{ title: 'first thing', due_local: '2026-11-27' }, { title: 'second thing', due_local: '2026-11-28' }],
    say('show my tasks', lists('first thing', 'second thing')), say('delete the last one', deletes('second thing')), say('complete number 1', completes('first thing'))),
  having([{ title: 'first thing', due_local: '2026-11-27' }], say('list', { op: 'list' }), say('done 5', asks())),
  having(['dentist', 'plumber'], say('move the dentist one to friday', updates('dentist', { due_local: '2026-11-27' })), say('and the plumber', updates('plumber', { due_local: '2026-11-27' }))),
  having([{ title: 'alpha', due_local: '2026-11-27' }, { title: 'beta', due_local: '2026-11-28' }], say('list', { op: 'list' }), say('done 1', completes('alpha')), say('no, I meant the other one', { op: 'several', titles: ['alpha', 'beta'] })),
  having(['alpha'], say('complete that', asks())),
  having(['alpha', 'beta'], say('done alpha', completes('alpha')), say('beta too', completes('beta'))),
  having([{ title: 'alpha', due_local: '2026-11-27' }, { title: 'beta', due_local: '2026-11-28' }], say('what is due tomorrow?', lists('alpha')), say('done 1', completes('alpha'))),
]);

/** Something else was meant. */
export const corrections = table('corrections', [
  one('add call bob tomorrow', creates('call bob', '2026-11-27')),
  having([], say('add call bob tomorrow', creates('call bob', '2026-11-27')), say('no, friday next week', updates('call bob', { due_local: '2026-12-04' }))),
  having([], say('call bob tomorrow', creates('call bob', '2026-11-27')), say('I meant monday', updates('call bob', { due_local: '2026-11-30' }))),
  having([], say('call bob tomorrow', creates('call bob', '2026-11-27')), say('make it saturday', updates('call bob', { due_local: '2026-11-28' }))),
  having([], say('call bob tomorrow at 10', creates('call bob', '2026-11-27T10:00')), say('actually at 11', updates('call bob', { due_local: '2026-11-27T11:00' }))),
  having([], say('call bob tomorrow', creates('call bob', '2026-11-27')), say('at 5pm', updates('call bob', { due_local: '2026-11-27T17:00' }))),
  having([], say('call bob tomorrow', creates('call bob', '2026-11-27')), say('sorry, monday', updates('call bob', { due_local: '2026-11-30' }))),
  having([{ title: 'dentist', due_local: '2026-11-27T10:00' }], say('move dentist to monday', updates('dentist', { due_local: '2026-11-30T10:00' })), say('a week later', updates('dentist', { due_local: '2026-12-07T10:00' }))),
  having([], say('call bob tomorrow', creates('call bob', '2026-11-27')), say('no, call alice', asks()), choose('ename', updates('call alice'))),
]);

/** The answer to a question, in words or as a choice. */
export const answering = table('answers to a question', [
  having([], say('add', asks(), ), say('buy tea', creates('buy tea'))),
  having([], say('add call bob monday or tuesday', asks('2026-11-30', '2026-12-01')), say('tuesday', creates('call bob', '2026-12-01'))),
  having([], say('add call bob monday or tuesday', asks()), say('the first', creates('call bob', '2026-11-30'))),
  having([], say('add dentist 05-12-2026', asks('2026-12-05', '2026-05-12')), choose('Sat 5 Dec', creates('dentist', '2026-12-05'))),
  having(['a', 'b'], say('delete all', confirms()), say('add c', creates('c')), say('yes', answers())),
  having(['a', 'b'], say('delete all', confirms()), say('nope', answers())),
  having(['a', 'b'], say('delete all', confirms()), say('yes, delete all', deletes('a', 'b'))),
  having(['milk', 'oat milk'], say('delete mi', { op: 'ask' })),
  having(['mail ann', 'mail bob'], say('complete mail', asks()), say('both', completes('mail ann', 'mail bob'))),
  having(['mail ann', 'mail bob'], say('complete mail', asks()), say('neither', answers())),
]);

/** Lists and searches. */
export const listing = table('lists and searches', [
  having([{ title: 'a', tags: ['home'] }, { title: 'b' }], say('list', lists('b', 'a')), say('show my tasks #home', lists('a')), say('list home', { op: 'list' })),
  having([{ title: 'a', priority: 'HIGH' }, { title: 'b' }], say('show high priority tasks', lists('a')), say('what is urgent?', lists('a')), say('list p1', lists('a'))),
  having([{ title: 'a', done: true }, { title: 'b' }], say('show completed tasks', lists('a')), say('what did I finish today?', lists('a')), say('show all tasks', { op: 'list', titles: ['b', 'a'] })),
  having(['buy milk', 'buy bread', 'sell milk'], say('find milk', lists('sell milk', 'buy milk')), say('search for bread', lists('buy bread')), say('list milk', lists('sell milk', 'buy milk'))),
  having([{ title: 'a', due_local: '2026-11-26' }, { title: 'b', due_local: '2026-11-27' }, { title: 'c', due_local: '2026-12-01' }, { title: 'd' }],
    say('today', lists('a')), say('tomorrow?', lists('b')), say("what's on today?", lists('a')), say('what do I have to do tomorrow?', lists('b')), say('this week', lists('a', 'b')), say('next week', lists('c')),
    say('do I have anything tomorrow?', lists('b')), say('show tasks without a date', lists('d'))),
  having([{ title: 'a', due_local: '2026-11-20' }, { title: 'b', due_local: '2026-11-26' }, { title: 'c', due_local: '2026-11-26T09:00' }], say('overdue', lists('a', 'c')), say('what is overdue?', lists('a', 'c')), say('show overdue tasks', lists('a', 'c'))),
  having([{ title: 'a', due_local: '2026-11-27' }, { title: 'b', due_local: '2026-11-28' }], say('what is due tomorrow?', lists('a')), say('and on saturday?', lists('b'))),
  having(['a', 'b'], say('how many tasks do I have?', answers(/\b2\b/)), say('how many tasks are overdue?', answers(/\b0\b/))),
  having([{ title: 'dentist', due_local: '2026-11-27T10:00' }], say('when is the dentist?', answers(/tomorrow 10:00/)), say('what time is dentist', answers(/10:00/)), say('is the dentist done?', answers(/open/))),
  one('show dad the photos', asks()),
  one('find a plumber', asks()),
  having([], say('list', answers(/[Nn]o tasks/))),
]);

/** Several acts in one message. */
export const several = table('several acts in one message', [
  one('buy cheese and call mom tomorrow', asks()),
  having([], say('buy cheese and call mom tomorrow', asks('cheese', 'mom')), choose('two tasks', { op: 'create', titles: ['buy cheese', 'call mom'] })),
  one('buy bread and butter', creates('buy bread and butter')),
  one('call mum and dad tomorrow', creates('call mum and dad', '2026-11-27')),
  having(['alpha', 'beta'], say('complete alpha and delete beta', asks())),
  one('add milk, eggs and bread', creates('milk, eggs and bread')),
]);

/** Commands and words of time with typing errors. */
export const typing = table('typing errors', [
  having(['gym'], say('delte gym', asks())),
  having(['gym'], say('complte gym', either(completes('gym'), asks()))),
  one('remnd me to call bob tomorrow', creates('call bob', '2026-11-27')),
  having(['gym'], say('renmae gym to swim', either(updates('swim'), asks()))),
  having(['buy groceries'], say('done buy grocreies', asks('buy groceries'))),
  one('clean the kitchen', creates('clean the kitchen')),
  one('dine with ann', creates('dine with ann')),
  having(['gym'], say('lsit', lists('gym'))),
]);

/** Undo and redo. */
export const undoing = table('undo and redo', [
  having([], say('add milk', creates('milk')), say('undo', deletes('milk')), say('redo', { op: 'create' })),
  having(['milk'], say('done milk', completes('milk')), say('undo that', reopens('milk')), say('redo', completes('milk'))),
  having(['milk'], say('delete milk', deletes('milk')), say('undo', creates('milk')), say('done milk', completes('milk'))),
  having(['milk'], say('rename milk to oat milk', updates('oat milk')), say('take that back', updates('milk'))),
  having(['milk'], say('done milk', completes('milk')), say('oops, undo', reopens('milk'))),
]);

/** What is said to the notifications. */
export const settings = table('settings', [
  one('quiet from 22 to 7', answers()), one('quiet off', answers()), one('snooze an hour', answers()), one('snooze', answers()), one('snooze it for 10 minutes', answers()), one('no quiet hours', answers()),
]);
