import { answers, asks, choose, completes, confirms, creates, deletes, either, having, one, reopens, say, table, updates } from '../conversation.ts';

/** Finishing a task, however it is said. */
export const finishing = table('finishing a task', [
  having(['buy stamps', 'water the roses'], say('done buy stamps', completes('buy stamps'))),
  having(['buy stamps'], say('I bought… I mean, buy stamps is done', either(completes('buy stamps'), asks()))),
  having(['call the plumber'], say('call the plumber is done', completes('call the plumber'))),
  having(['call the plumber'], say('mark call the plumber as done', completes('call the plumber'))),
  having(['call the plumber'], say('mark "call the plumber" complete', completes('call the plumber'))),
  having(['call the plumber'], say("I've finished call the plumber", completes('call the plumber'))),
  having(['call the plumber'], say('i did call the plumber', completes('call the plumber'))),
  having(['call the plumber'], say('check off call the plumber', completes('call the plumber'))),
  having(['call the plumber'], say('tick call the plumber off', completes('call the plumber'))),
  having(['call the plumber'], say('call the plumber ✅', completes('call the plumber'))),
  having(['call the plumber'], say('call the plumber done!', completes('call the plumber'))),
  having(['call the plumber'], say('please complete the task call the plumber', completes('call the plumber'))),
  having(['call the plumber'], say('Could you mark the plumber one as completed, please?', completes('call the plumber'))),
  having(['call the plumber'], say('done with the plumber', completes('call the plumber'))),
  having(['tax return'], say('finish tax return', completes('tax return'))),
  having(['tax return'], say('I finished the tax return', completes('tax return'))),
  having(['TAX Return'], say('done tax return 🎉', completes('TAX Return'))),
  having(['tax return'], say('done', asks()), say('tax return', completes('tax return'))),
  having(['tax return'], say('done the laundry', asks())),
  having(['mail the letter', 'mail the parcel'], say('done mail', asks('letter', 'parcel')), choose('parcel', completes('mail the parcel'))),
  having(['mail the letter', 'mail the parcel'], say('done mail', asks()), say('the letter one', completes('mail the letter'))),
  having(['mail the letter', 'mail the parcel'], say('done mail', asks()), say('the second', { op: 'complete' })),
]);

/** Taking a task up again, beginning one. */
export const states = table('reopening and starting', [
  having([{ title: 'paint the fence', done: true }], say('reopen paint the fence', reopens('paint the fence'))),
  having([{ title: 'paint the fence', done: true }], say('mark paint the fence as not done', reopens('paint the fence'))),
  having([{ title: 'paint the fence', done: true }], say('uncheck paint the fence', reopens('paint the fence'))),
  having(['paint the fence'], say('start paint the fence', updates('paint the fence', { status: 'IN_PROGRESS' }))),
  having(['paint the fence'], say("I'm working on paint the fence", updates('paint the fence', { status: 'IN_PROGRESS' }))),
  having(['paint the fence'], say('mark paint the fence as in progress', updates('paint the fence', { status: 'IN_PROGRESS' }))),
  having(['paint the fence'], say('done paint the fence', completes('paint the fence')), say('reopen it', reopens('paint the fence'))),
  one('start learning spanish', creates('start learning spanish')),
]);

/** Deleting, where only the one whole title is sure. */
export const deleting = table('deleting', [
  having(['old notes', 'new notes'], say('delete old notes', deletes('old notes'))),
  having(['old notes'], say('remove old notes', deletes('old notes'))),
  having(['old notes'], say('Delete the task “old notes”', deletes('old notes'))),
  having(['old notes'], say('delete the old notes', deletes('old notes'))),
  having(['old notes'], say('get rid of old notes', deletes('old notes'))),
  having(['old notes'], say('delete notes', confirms('old notes')), say('yes', deletes('old notes'))),
  having(['old notes'], say('delete notes', confirms()), say('no', answers())),
  having(['old notes', 'new notes'], say('delete notes', asks('old', 'new')), say('the new one', deletes('new notes'))),
  having(['old notes'], say('delete it', asks())),
  having([], say('add scratch', creates('scratch')), say('delete it', deletes('scratch'))),
  having(['old notes'], say('delete xyz', asks())),
  having(['order 12 chairs'], say('delete 12', asks())),
  having(['allergy pills'], say('remove all', confirms('allergy pills'))),
  having(['cancel the gym'], say('cancel the gym', either(deletes('cancel the gym'), asks()))),
]);

/** Several tasks at once are named and asked about first. */
export const plurals = table('plurals are asked about', [
  having(['a', 'b', 'c'], say('complete everything', confirms('a', 'b', 'c')), say('yes', completes('a', 'b', 'c'))),
  having(['a', 'b'], say('delete all tasks', confirms('a', 'b')), say('yes please', deletes('a', 'b')), say('undo', { op: 'create', titles: ['a', 'b'] })),
  having(['a', 'b'], say('delete both', confirms('a', 'b')), say('no', answers())),
  having([{ title: 'a', due_local: '2026-11-20' }, { title: 'b', due_local: '2026-12-20' }], say('complete the overdue ones', confirms('a')), say('do it', completes('a'))),
  having([{ title: 'a', tags: ['home'] }, { title: 'b' }, { title: 'c', tags: ['Home'] }], say('delete all tasks tagged home', confirms('a', 'c')), choose('Yes', deletes('a', 'c'))),
  having([{ title: 'a', tags: ['home'] }, { title: 'b' }], say('complete all #home tasks', confirms('a')), say('yes', completes('a'))),
  having([{ title: 'a', due_local: '2026-11-26' }, { title: 'b', due_local: '2026-11-27' }], say('move everything due today to friday', confirms('a'))),
  having([{ title: 'a', done: true }, { title: 'b' }], say('delete all completed tasks', confirms('a')), say('yes', deletes('a'))),
  having(['a', 'b', 'c'], say('list', { op: 'list' }), say('complete 1 and 3', confirms()), say('yes', { op: 'complete', titles: ['c', 'a'] })),
  having(['a', 'b'], say('mark them all as done', confirms('a', 'b')), say('cancel', answers())),
  having([], say('delete everything', answers())),
]);

/** Changing what a task says. */
export const changing = table('changing a task', [
  having(['by the book'], say('rename by the book to buy the book', updates('buy the book'))),
  having(['go to shop'], say('rename go to shop to go to market', updates('go to market'))),
  having(['gym'], say('change the title of gym to swimming', updates('swimming'))),
  having(['gym'], say('rename gym', asks(), ), say('swimming', updates('swimming'))),
  having(['gym'], say('set priority of gym to high', updates('gym', { priority: 'HIGH' }))),
  having(['gym'], say('make gym urgent', updates('gym', { priority: 'HIGH' }))),
  having(['gym'], say('gym is low priority', updates('gym', { priority: 'LOW' }))),
  having(['gym'], say('set gym to p1', updates('gym', { priority: 'HIGH' }))),
  having(['gym'], say('prioritize gym', updates('gym', { priority: 'HIGH' }))),
  having(['gym'], say('tag gym #health #fun', updates('gym', { tags: ['health', 'fun'] }))),
  having(['gym'], say('tag gym as health', updates('gym', { tags: ['health'] }))),
  having(['gym'], say('add tag health to gym', updates('gym', { tags: ['health'] }))),
  having(['gym'], say('add #health to gym', updates('gym', { tags: ['health'] }))),
  having([{ title: 'gym', tags: ['health', 'fun'] }], say('untag gym #fun', updates('gym', { tags: ['health'] }))),
  having([{ title: 'gym', tags: ['health', 'fun'] }], say('remove tag fun from gym', updates('gym', { tags: ['health'] }))),
  having([{ title: 'gym', tags: ['health'] }], say('remove #health from gym', updates('gym', { tags: [] }))),
  having(['gym'], say('add note to gym: bring a towel', updates('gym', { description: 'bring a towel' })), say('add a note to it: and water', updates('gym', { description: 'bring a towel\nand water' }))),
  having(['gym'], say('note for gym: locker 12', updates('gym', { description: 'locker 12' }))),
  having(['gym'], say('add "locker 12" as a note to gym', updates('gym', { description: 'locker 12' }))),
  having([{ title: 'gym', description: 'x' }], say('clear the notes of gym', updates('gym', { description: null }))),
]);

/** Moving a task to another time. */
export const moving = table('moving a task', [
  having([{ title: 'dentist', due_local: '2026-11-27T10:00' }], say('move dentist to monday', updates('dentist', { due_local: '2026-11-30T10:00' }))),
  having([{ title: 'dentist', due_local: '2026-11-27T10:00' }], say('move dentist to 11:30', updates('dentist', { due_local: '2026-11-27T11:30' }))),
  having([{ title: 'dentist', due_local: '2026-11-27T10:00' }], say('push dentist back two hours', updates('dentist', { due_local: '2026-11-27T12:00' }))),
  having([{ title: 'dentist', due_local: '2026-11-27T10:00' }], say('push back dentist by two hours', updates('dentist', { due_local: '2026-11-27T12:00' }))),
  having([{ title: 'dentist', due_local: '2026-11-27T10:00' }], say('move dentist a week later', updates('dentist', { due_local: '2026-12-04T10:00' }))),
  having([{ title: 'dentist', due_local: '2026-11-27T10:00' }], say('postpone the dentist by 3 days', updates('dentist', { due_local: '2026-11-30T10:00' }))),
  having([{ title: 'dentist', due_local: '2026-11-27T10:00' }], say('move dentist an hour earlier', updates('dentist', { due_local: '2026-11-27T09:00' }))),
  having([{ title: 'dentist', due_local: '2026-11-27T10:00' }], say('bring dentist forward by an hour', updates('dentist', { due_local: '2026-11-27T09:00' }))),
  having(['dentist'], say('set dentist due friday 5pm', updates('dentist', { due_local: '2026-11-27T17:00' }))),
  having(['dentist'], say('dentist is due on friday', updates('dentist', { due_local: '2026-11-27' }))),
  having(['dentist'], say('change the due date of dentist to tomorrow', updates('dentist', { due_local: '2026-11-27' }))),
  having(['dentist'], say('reschedule dentist for next tuesday at 9', either(updates('dentist', { due_local: '2026-12-01T09:00' }), asks()))),
  having(['dentist'], say('put dentist off until monday', updates('dentist', { due_local: '2026-11-30' }))),
  having([{ title: 'dentist', due_local: '2026-11-27T10:00' }], say('clear the due date of dentist', updates('dentist', { due_local: null }))),
  having([{ title: 'dentist', due_local: '2026-11-27T10:00' }], say('move dentist to no date', updates('dentist', { due_local: null }))),
  having(['dentist'], say('move dentist', asks(), ), say('friday', updates('dentist', { due_local: '2026-11-27' }))),
  having(['dentist'], say('postpone dentist', asks()), say('to monday at 4pm', updates('dentist', { due_local: '2026-11-30T16:00' }))),
  having(['dentist'], say('move the plumber to friday', asks())),
  having([{ title: 'all hands', due_local: '2026-03-28T10:00' }], say('push all hands back 24 hours', { op: 'update', task: { due_local: '2026-03-29T11:00' } })),
]);

/** Repeating and no longer repeating. */
export const repeating = table('repeating a task', [
  having([{ title: 'trash', due_local: '2026-11-27' }], say('repeat trash every friday', updates('trash', { recurrence: 'FREQ=WEEKLY;BYDAY=FR', due_local: '2026-11-27' }))),
  having([{ title: 'trash', due_local: '2026-11-27T19:00' }], say('make trash weekly', updates('trash', { recurrence: 'FREQ=WEEKLY', due_local: '2026-11-27T19:00' }))),
  having(['trash'], say('make trash repeat every monday', updates('trash', { recurrence: 'FREQ=WEEKLY;BYDAY=MO', due_local: '2026-11-30' }))),
  having([{ title: 'trash', due_local: '2026-11-27', recurrence: 'FREQ=WEEKLY' }], say('stop repeating trash', updates('trash', { recurrence: null }))),
  having([{ title: 'trash', due_local: '2026-11-27', recurrence: 'FREQ=WEEKLY' }], say("don't repeat trash anymore", updates('trash', { recurrence: null }))),
  having([{ title: 'trash', due_local: '2026-11-27', recurrence: 'FREQ=WEEKLY' }], say('trash should not repeat', updates('trash', { recurrence: null }))),
  having([{ title: 'trash', due_local: '2026-11-27', recurrence: 'FREQ=WEEKLY' }], say('move trash to every monday', updates('trash', { recurrence: 'FREQ=WEEKLY;BYDAY=MO' }))),
]);
