import { answers, asks, completes, creates, deletes, either, having, one, say, table, updates, type Expectation, type ExpectedTask, type GivenTask } from '../conversation.ts';

/** A new task, or a question. */
const ca = (title: string, due: string | null = null, more: ExpectedTask = {}): Expectation => either(creates(title, due, more), asks());
const any = (due_local: string | null, more: ExpectedTask = {}): Expectation => ({ op: 'create', task: { due_local, ...more } });
/** A change, or a question. */
const ua = (title: string, task: ExpectedTask = {}): Expectation => either(updates(title, task), asks());
const no = answers();
const B: GivenTask[] = [{ title: 'buy milk' }, { title: 'call mum' }, { title: 'laundry' }, { title: 'gym', due_local: '2026-11-30T18:00', tags: ['health'] }];
const H = (text: string, expect: Expectation) => having(B, say(text, expect));

/** Typing errors of all kinds. */
export const typos = table('typing errors of all kinds', [
  one('ad buy milk', either(creates('buy milk'), asks())),
  one('remnid me in 5 minutes to check pasta', either(creates('check pasta', '2026-11-26T14:35'), asks())),
  one('remindme in 5 minutes to check pasta', either(creates('check pasta', '2026-11-26T14:35'), asks())),
  H('delte laundry', either(deletes('laundry'), asks())),
  H('mvoe gym to friday', ua('gym', { due_local: '2026-11-27T18:00' })),
  H('lsit', either({ op: 'list' }, asks())),
  H('shwo my tasks', either({ op: 'list' }, asks())),
  one('undoo', no),
  H('compelte gym', either(completes('gym'), asks())),
  one('tomorow mornin at 8 call Tim', ca('call Tim', '2026-11-27T08:00')),
  one('buy milk tommorrow', ca('buy milk', '2026-11-27')),
  one('evry monday gym', ca('gym', '2026-11-30', { recurrence: 'FREQ=WEEKLY;BYDAY=MO' })),
  one('nxt friday pay rent', asks()),
  one('BUY MILK TOMORROW AT 9AM', creates('BUY MILK', '2026-11-27T09:00')),
  one('buy milk tomorrow at9', ca('buy milk', '2026-11-27T09:00')),
  one('buy milk 2moro', ca('buy milk', '2026-11-27')),
  one('call tim on wendsday', ca('call tim', '2026-12-02')),
  one('buymilk tomorrow', creates('buymilk', '2026-11-27')),
  H('done luandry', either(completes('laundry'), asks())),
  H('ranme gym to fit', ua('fit')),
  H('psotpone gym to friday', ua('gym', { due_local: '2026-11-27T18:00' })),
  one('dentist tomorrow at 9 30', ca('dentist', '2026-11-27T09:30')),
  one('rmeind me tomorow at 8 to call', either(any('2026-11-27T08:00'), asks())),
  one('buy milk  tomorrow ,  9 am .', creates('buy milk', '2026-11-27T09:00')),
  H('dleete everything', no),
  H('whats due tody', { op: 'list' }),
  one('add call mum at 7pn', ca('call mum', '2026-11-26T19:00')),
]);
