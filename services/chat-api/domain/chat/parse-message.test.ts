import { describe, expect, it } from 'vitest';
import type { AddIntent, ChatContext, Intent } from './intent.ts';
import { parseMessage } from './parse-message.ts';

// A Friday, half past one in Berlin.
const context: ChatContext = { now: '2026-11-20T12:30:00.000Z', time_zone: 'Europe/Berlin' };
const parse = (text: string): Intent => parseMessage(text, context);

const add = (title: string, more: Partial<AddIntent> = {}): AddIntent => ({
  kind: 'add',
  title,
  due_local: null,
  priority: null,
  tags: [],
  recurrence: null,
  remind_before: null,
  ...more,
});

describe('adding', () => {
  it.each<[string, AddIntent]>([
    ['add buy milk tomorrow 9am #home !high', add('buy milk', { due_local: '2026-11-21T09:00', tags: ['home'], priority: 'HIGH' })],
    ['remind me to call mum on friday at 6pm', add('call mum', { due_local: '2026-11-20T18:00' })],
    ['remind me tomorrow at 9 to call mum', add('call mum', { due_local: '2026-11-21T09:00' })],
    ['Add a task to buy bread', add('buy bread')],
    ['please add eggs', add('eggs')],
    ['i need to buy eggs by friday', add('buy eggs', { due_local: '2026-11-27' })],
    ['add buy 2 apples tomorrow', add('buy 2 apples', { due_local: '2026-11-21' })],
    ['add call 911', add('call 911')],
    ['add "Call Bob on monday" tomorrow', add('Call Bob on monday', { due_local: '2026-11-21' })],
    ['add „1984“ #books', add('1984', { tags: ['books'] })],
    ['add say "hello #x" to Bob', add('say "hello #x" to Bob')],
    ['add fix issue #12 #große_Arbeit', add('fix issue #12', { tags: ['große_Arbeit'] })],
    ['add review with high priority tomorrow', add('review', { priority: 'HIGH', due_local: '2026-11-21' })],
    ['add review low priority', add('review', { priority: 'LOW' })],
    ['add a !l', add('a', { priority: 'LOW' })],
    ['add stand-up every weekday at 9:30', add('stand-up', { recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', due_local: '2026-11-23T09:30' })],
    ['add water plants every other day at 7am', add('water plants', { recurrence: 'FREQ=DAILY;INTERVAL=2', due_local: '2026-11-21T07:00' })],
    ['add gym every mon, wed and fri at 18:00', add('gym', { recurrence: 'FREQ=WEEKLY;BYDAY=MO,WE,FR', due_local: '2026-11-20T18:00' })],
    ['add pay rent monthly', add('pay rent', { recurrence: 'FREQ=MONTHLY', due_local: '2026-11-20' })],
    ['add write weekly report', add('write weekly report')],
    ['add meet Bob tomorrow at 3pm, 1 hour before', add('meet Bob', { due_local: '2026-11-21T15:00', remind_before: [60] })],
    ['add arrive 10 minutes before the show', add('arrive 10 minutes before the show')],
    ['add arrive 10 minutes before', add('arrive 10 minutes before')],
  ])('understands: %s', (text, intent) => expect(parse(text)).toEqual(intent));

  it('asks when two dates are named, and each choice says exactly one', () => {
    const intent = parse('add call Bob monday or tuesday #work');
    expect(intent).toMatchObject({ kind: 'unclear', doubt: 'several_dates' });
    const choices = intent.kind === 'unclear' ? intent.choices.map(({ message }) => parse(message)) : [];
    expect(choices).toEqual([
      add('call Bob', { due_local: '2026-11-23', tags: ['work'] }),
      add('call Bob', { due_local: '2026-11-24', tags: ['work'] }),
      add('call Bob monday or tuesday', { tags: ['work'] }),
    ]);
  });

  it('asks whether 3/4 is in March or April', () => {
    expect(parse('add launch on 3/4')).toMatchObject({ doubt: 'several_dates', choices: [{}, {}, {}] });
    expect(parse('add cut 3/4 inch board')).toEqual(add('cut 3/4 inch board'));
  });

  it('asks for a title where only a date is left', () => {
    expect(parse('add tomorrow')).toMatchObject({ doubt: 'no_title', choices: [{ message: 'add "tomorrow"' }] });
    expect(parse('add')).toMatchObject({ doubt: 'no_title', choices: [] });
    expect(parse(`add ${'x'.repeat(501)}`)).toMatchObject({ doubt: 'title_too_long' });
  });
});

describe('listing', () => {
  const filter = { status: 'open', priority: null, tags: [], due_after: null, due_before: null, q: null };
  const today = { due_after: '2026-11-19T23:00:00.000Z', due_before: '2026-11-20T23:00:00.000Z' };
  it.each([
    ['list', {}],
    ['show my tasks #home', { tags: ['home'] }],
    ['what’s due today', today],
    ["what's due today?", today],
    ['today', today],
    ['what is overdue', { due_before: context.now }],
    ['what do i have to do tomorrow', { due_after: '2026-11-20T23:00:00.000Z', due_before: '2026-11-21T23:00:00.000Z' }],
    ['show tasks due this week', { due_after: '2026-11-19T23:00:00.000Z', due_before: '2026-11-22T23:00:00.000Z' }],
    ['list next week', { due_after: '2026-11-22T23:00:00.000Z', due_before: '2026-11-29T23:00:00.000Z' }],
    ['show this month', { due_after: '2026-11-19T23:00:00.000Z', due_before: '2026-11-30T23:00:00.000Z' }],
    ['show done tasks', { status: 'DONE' }],
    ['show all tasks', { status: 'all' }],
    ['list high priority', { priority: 'HIGH' }],
    ['list milk', { q: 'milk' }],
  ])('understands: %s', (text, part) => expect(parse(text)).toEqual({ kind: 'list', filter: { ...filter, ...part } }));
});

describe('changing', () => {
  it.each([
    ['done buy milk', 'complete', 'buy milk'],
    ['complete buy milk', 'complete', 'buy milk'],
    ['finish milk', 'complete', 'milk'],
    ['I finished the task buy milk', 'complete', 'buy milk'],
    ['mark buy milk as done', 'complete', 'buy milk'],
    ['buy milk is done', 'complete', 'buy milk'],
    ['reopen "buy milk"', 'reopen', 'buy milk'],
    ['delete buy milk', 'delete', 'buy milk'],
    ['remove buy milk', 'delete', 'buy milk'],
  ])('understands: %s', (text, kind, query) => expect(parse(text)).toEqual({ kind, query }));

  it.each([
    ['rename buy milk to buy oat milk', { title: 'buy oat milk' }],
    ['move buy milk to monday 10:00', { due: { day: '2026-11-23', time: '10:00' } }],
    ['move buy milk to monday', { due: { day: '2026-11-23', time: null } }],
    ['move buy milk to 10:00', { due: { day: null, time: '10:00' } }],
    ['move buy milk tomorrow', { due: { day: '2026-11-21', time: null } }],
    ['set buy milk due friday 5pm', { due: { day: '2026-11-20', time: '17:00' } }],
    ['clear due date of buy milk', { due: null }],
    ['set buy milk priority low', { priority: 'LOW' }],
    ['set priority of buy milk to high', { priority: 'HIGH' }],
    ['make buy milk high priority', { priority: 'HIGH' }],
    ['start buy milk', { status: 'IN_PROGRESS' }],
    ['mark buy milk as not done', { status: 'TODO' }],
    ['tag buy milk #shop #b', { add_tags: ['shop', 'b'] }],
    ['untag buy milk #shop', { remove_tags: ['shop'] }],
    ['remove tag #shop from buy milk', { remove_tags: ['shop'] }],
  ])('understands: %s', (text, patch) => expect(parse(text)).toEqual({ kind: 'change', readings: [{ query: 'buy milk', patch }] }));

  it('offers every border of a rename whose titles contain "to"', () => {
    expect(parse('rename go to shop to go to market')).toMatchObject({
      readings: [{ query: 'go' }, { query: 'go to shop', patch: { title: 'go to market' } }, { query: 'go to shop to go' }],
    });
  });

  it.each([
    ['move buy milk to monday or tuesday', 'several_dates'],
    ['move buy milk to the moon', 'no_date'],
    ['done', 'no_task'],
    ['rename buy milk', 'no_title'],
    ['tag buy milk shop', 'not_understood'],
  ])('asks after: %s', (text, doubt) => expect(parse(text)).toMatchObject({ kind: 'unclear', doubt }));
});

describe('other messages', () => {
  it.each([['help', 'help'], ['Hi!', 'help'], ['undo', 'undo'], ['undo that', 'undo']])('%s is %s', (text, kind) =>
    expect(parse(text)).toEqual({ kind }));

  it('offers to add what it does not understand', () => {
    expect(parse('buy milk')).toMatchObject({ doubt: 'not_understood', choices: [{ message: 'add buy milk' }] });
  });

  it('asks for words where there are none', () => {
    expect(parse(' \0\n\t ')).toMatchObject({ doubt: 'empty' });
  });
});
