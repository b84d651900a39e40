import { answers, asks, completes, creates, createsDue, createsOrAsks, deletes, either, having, one, say, table, updatesOrAsks, type Expectation, type GivenTask } from '../conversation.ts';

const B: GivenTask[] = [{ title: 'buy milk' }, { title: 'call mum' }, { title: 'laundry' }, { title: 'gym', due_local: '2026-11-30T18:00', tags: ['health'] }];
const H = (text: string, expect: Expectation) => having(B, say(text, expect));

/** Typing errors of all kinds. */
export const typedErrors = table('typing errors of all kinds', [
  one('ad buy milk', either(creates('buy milk'), asks())),
  one('remnid me in 5 minutes to check pasta', either(creates('check pasta', '2026-11-26T14:35'), asks())),
  one('remindme in 5 minutes to check pasta', either(creates('check pasta', '2026-11-26T14:35'), asks())),
  H('delte laundry', either(deletes('laundry'), asks())),
  H('mvoe gym to friday', updatesOrAsks('gym', { due_local: '2026-11-27T18:00' })),
  H('lsit', either({ op: 'list' }, asks())),
  H('shwo my tasks', either({ op: 'list' }, asks())),
  one('undoo', answers()),
  H('compelte gym', either(completes('gym'), asks())),
  one('tomorow mornin at 8 call Tim', createsOrAsks('call Tim', '2026-11-27T08:00')),
  one('buy milk tommorrow', createsOrAsks('buy milk', '2026-11-27')),
  one('evry monday gym', createsOrAsks('gym', '2026-11-30', { recurrence: 'FREQ=WEEKLY;BYDAY=MO' })),
  one('nxt friday pay rent', asks()),
  one('BUY MILK TOMORROW AT 9AM', creates('BUY MILK', '2026-11-27T09:00')),
  one('buy milk tomorrow at9', createsOrAsks('buy milk', '2026-11-27T09:00')),
  one('buy milk 2moro', createsOrAsks('buy milk', '2026-11-27')),
  one('call tim on wendsday', createsOrAsks('call tim', '2026-12-02')),
  one('buymilk tomorrow', creates('buymilk', '2026-11-27')),
  H('done luandry', either(completes('laundry'), asks())),
  H('ranme gym to fit', updatesOrAsks('fit')),
  H('psotpone gym to friday', updatesOrAsks('gym', { due_local: '2026-11-27T18:00' })),
  one('dentist tomorrow at 9 30', createsOrAsks('dentist', '2026-11-27T09:30')),
  one('rmeind me tomorow at 8 to call', either(createsDue('2026-11-27T08:00'), asks())),
  one('buy milk  tomorrow ,  9 am .', creates('buy milk', '2026-11-27T09:00')),
  H('dleete everything', answers()),
  H('whats due tody', { op: 'list' }),
  one('add call mum at 7pn', createsOrAsks('call mum', '2026-11-26T19:00')),
]);
