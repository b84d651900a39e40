import { answers, asks, choose, completes, confirms, creates, deletes, either, having, lists, one, reopens, say, table, updates } from '../conversation.ts';

const at = (title: string, due_local: string) => ({ title, due_local });

/** Nothing goes without being asked about. */
export const carefully = table('several tasks, or a name that only nearly fits', [
  having(['a1', 'b1', 'c1'], say('clear my list', confirms('a1', 'b1', 'c1'))),
  having(['a1', 'b1'], say('remove everything', confirms('a1', 'b1'))),
  having(['a1', 'b1'], say('finish all my tasks', confirms('a1', 'b1'))),
  having(['a1', 'b1'], say('everything is done', { op: 'confirm' })),
  having(['a1', 'b1'], say('all done', { op: 'confirm', or: answers() })),
  having([{ title: 'a1', due_local: '2026-11-26' }, 'b1'], say("mark today's tasks as done", confirms('a1'))),
  having([{ title: 'a1', priority: 'HIGH' }, 'b1'], say('delete all high priority tasks', confirms('a1'))),
  having(['buy milk', 'sell milk', 'x'], say('delete every milk task', confirms('buy milk', 'sell milk'))),
  having(['buy milk', 'x'], say('delete milk and x', confirms())),
  having(['buy milk', 'sell milk'], say('delete buy milk and sell milk', asks())),
  having([at('a1', '2026-11-25'), at('b1', '2026-11-24')], say('move all overdue tasks to tomorrow', confirms('b1', 'a1')), say('yes', { op: 'update', titles: ['a1', 'b1'] })),
  having([at('a1', '2026-11-25'), at('b1', '2026-11-24')], say('postpone everything by a week', confirms())),
  having(['a1', 'b1'], say('tag everything #x', confirms())),
  having(['12 monkeys', 'x'], say('done 12 monkeys', completes('12 monkeys'))),
  having(['order 12 chairs'], say('done 12', asks())),
  having(['call 112'], say('list', { op: 'list' }), say('done 112', asks())),
  having(['allergy pills'], say('done all', confirms('allergy pills'))),
  having(['pay electricity bill'], say('delete the bill', confirms('pay electricity bill'))),
  having(['pay electricity bill'], say('delete electricty', asks('pay electricity bill'))),
  having(['pay electricity bill'], say('done electricity bill', completes('pay electricity bill'))),
]);

/** Places of a list, and what was spoken of. */
export const pointing = table('pointing at what was shown', [
  having([at('p', '2026-11-27'), at('q', '2026-11-28'), at('r', '2026-11-29')], say('list', lists('p', 'q', 'r')), say('complete the first two', confirms('p', 'q')), say('yes', completes('p', 'q'))),
  having([at('p', '2026-11-27'), at('q', '2026-11-28'), at('r', '2026-11-29')], say('list', lists('p', 'q', 'r')), say('#2 done', completes('q')), say('delete 3', deletes('r'))),
  having([at('p', '2026-11-27'), at('q', '2026-11-28')], say('list', lists('p', 'q')), say('the second one is done', completes('q')), say('undo', reopens('q'))),
  having([at('p', '2026-11-27'), at('q', '2026-11-28')], say('list', lists('p', 'q')), say('move the second one to monday', updates('q', { due_local: '2026-11-30' })), say('and the first', updates('p', { due_local: '2026-11-30' }))),
  having([at('p', '2026-11-27'), at('q', '2026-11-28')], say('list', lists('p', 'q')), say('done first', completes('p')), say('what about the second?', { op: 'none', or: completes('q') })),
  having([at('p', '2026-11-27'), at('q', '2026-11-28')], say('list', lists('p', 'q')), say('mark #1 and #2 as done', confirms('p', 'q'))),
  having(['p', 'q'], say('the first', asks())),
  having([at('p', '2026-11-27')], say('when is p?', answers(/tomorrow/)), say('delete it', deletes('p'))),
  having([at('p', '2026-11-27'), at('q', '2026-11-28')], say('list', lists('p', 'q')), say('rename 1 to pp', updates('pp')), say('tag it #x', updates('pp', { tags: ['x'] })), say('set it to high priority', updates('pp', { priority: 'HIGH' })), say('add a note to it: hello', updates('pp', { description: 'hello' })), say('done it', completes('pp'))),
  having([], say('add tea', creates('tea')), say('make it high priority', updates('tea', { priority: 'HIGH' })), say('rename it to green tea', updates('green tea')), say('repeat it every day', updates('green tea', { recurrence: 'FREQ=DAILY' })), say('stop repeating it', updates('green tea', { recurrence: null })), say('I finished it', completes('green tea'))),
]);

/** Who reports or doubts asks for nothing. */
export const withholding = table('reports, wishes and negations', [
  having(['report'], say("don't complete the report", answers()), say("no, don't delete it", answers()), say('I did not finish report', answers()), say("I can't do the report today", answers()), say('i never finished the report', answers())),
  having(['report'], say('do not touch my tasks', answers()), say("I don't want to delete the report", answers()), say("please don't remove report", answers())),
  having(['report'], say("I'll finish the report later", { op: 'none', or: asks() }), say('I will delete the report tomorrow', { op: 'none', or: asks() })),
  having(['report'], say('I am going to finish the report', { op: 'none', or: asks() }), say('I almost finished the report', answers()), say('is the report done', answers())),
  having(['report'], say('nothing is done', answers()), say('not done yet', answers()), say('report not done', answers())),
]);

/** Corrections and answers in words. */
export const puttingRight = table('putting right and answering', [
  having([], say('add call bob at 5pm', creates('call bob', '2026-11-26T17:00')), say('no, 6pm', updates('call bob', { due_local: '2026-11-26T18:00' })), say('i meant tomorrow', updates('call bob', { due_local: '2026-11-27T18:00' }))),
  having([], say('add call bob tomorrow', creates('call bob', '2026-11-27')), say('not tomorrow, saturday', updates('call bob', { due_local: '2026-11-28' })), say('two days later', updates('call bob', { due_local: '2026-11-30' }))),
  having([], say('add call bob tomorrow', creates('call bob', '2026-11-27')), say('change it to friday next week', updates('call bob', { due_local: '2026-12-04' })), say('push it back two days', updates('call bob', { due_local: '2026-12-06' })), say('push back two hours', { op: 'update' })),
  having(['call ann', 'call bob'], say('done call', asks()), say('ann', completes('call ann'))),
  having(['call ann', 'call bob'], say('done call', asks()), say('the first one', { op: 'complete' })),
  having(['call ann', 'call bob'], say('done call', asks()), say('never mind', answers()), say('yes', answers())),
  having(['call ann'], say('delete call', confirms()), say('sure', deletes('call ann')), say('redo', answers()), say('undo', creates('call ann'))),
  having(['call ann', 'x'], say('delete everything', confirms()), choose('No', answers())),
  having([at('p', '2026-11-27T10:00')], say('move p', asks()), say('an hour later', updates('p', { due_local: '2026-11-27T11:00' }))),
  having([at('p', '2026-11-27T10:00')], say('reschedule p', asks()), choose('Thu 3 Dec', { op: 'update' })),
  having(['p'], say('remind me about p', asks()), say('tomorrow at 9', { op: 'update', task: { title: 'p', reminders: ['2026-11-27T09:00'] } })),
]);

/** Typing errors are recognised or asked about. */
export const mistyping = table('mistyped words', [
  having(['gym'], say('complet gym', either(completes('gym'), asks())), say('dlete gym', asks()), say('shwo tasks', lists('gym')), say('hepl', answers())),
  having(['gym'], say('undoo', { op: 'ask', or: answers() }), say('delet gym', asks())),
  having(['gym'], say('mvoe gym to friday', either(updates('gym', { due_local: '2026-11-27' }), asks()))),
  one('add meeting tomorow at 9', either(creates('meeting', '2026-11-27T09:00'), asks())),
  one('add meeting on wendesday', either(creates('meeting', '2026-12-02'), asks())),
]);

/** One form of each letter on both sides. */
export const letters = table('letters composed and accented', [
  having(['Größe prüfen', 'naïve test'], say('done grosse prufen', { op: 'ask' }), say('done groß\u0065 pru\u0308fen', completes('Größe prüfen')), say('find NAIVE', lists('naïve test'))),
  having([{ title: 'x', tags: ['Caf\u00e9'] }], say('show #cafe\u0301', lists('x')), say('untag x #CAFE', updates('x', { tags: [] }))),
  having(['ÉCOLE'], say('rename école to school', updates('school'))),
]);
