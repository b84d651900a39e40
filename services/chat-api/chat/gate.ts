import { everything, type Intent, type OnTask, type Option, type SingleIntent } from '../domain/talk/intents.ts';
import { newReminderOf } from '../domain/talk/new-reminder.ts';
import { settleFor } from '../domain/talk/near-half.ts';
import type { Reading } from '../domain/talk/reading.ts';
import { detailsOf } from '../domain/talk/reply.ts';
import { shorten } from '../domain/talk/text.ts';
import { wordsOfIntent } from '../domain/talk/words.ts';
import { findByIds, findOpen, type Candidate } from '../store/find-tasks.ts';
import { readerOf } from './carry-out.ts';
import { ask, say, type Outcome, type Turn } from './outcome.ts';
import { mostAtOnce, type Resolved } from './resolve.ts';

const mostChoices = 8;

/** The same intent for given tasks. */
export const forTasks = <I extends OnTask>(intent: I, ids: readonly string[]): I => ({ ...intent, target: { by: 'ids', ids: [...ids] } });

/** The way out of a question. */
export const nothing: Option = { label: 'No, change nothing', intent: { kind: 'say', text: 'All right, nothing was changed.' } };

const names = (tasks: readonly Candidate[]): string => tasks.slice(0, 5).map(({ title }) => `“${shorten(title)}”`).join(', ') + (tasks.length > 5 ? `, and ${tasks.length - 5} more` : '');

/** The option of a task, with what distinguishes it from others of its name. */
export const optionFor = (turn: Turn, said: OnTask, task: Candidate): Option => {
  const intent = settleFor(said, task);
  const details = detailsOf(task, readerOf(turn)).join(', ');
  return { label: `${wordsOfIntent(intent, readerOf(turn), [task.title])}${details === '' ? '' : ` (${details})`}`, intent: forTasks(intent, [task.id]) };
};

/** The option of the only task in question. */
export const plainOptionFor = (turn: Turn, intent: OnTask, task: Candidate): Option => ({ label: wordsOfIntent(settleFor(intent, task), readerOf(turn), [task.title]), intent: forTasks(settleFor(intent, task), [task.id]) });

/** With a lower-case first letter, after other words. */
export const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/** Asks before several tasks are changed at once. */
export const confirmMany = (turn: Turn, intent: OnTask, tasks: readonly Candidate[], count: number): Outcome => {
  if (count > mostAtOnce) return say(`That is ${count} tasks, and I change at most ${mostAtOnce} at once: narrow it down by #tag, date or words.`);
  const all = forTasks(intent, tasks.map(({ id }) => id));
  const words = wordsOfIntent(intent, readerOf(turn), tasks.map(({ title }) => title));
  return ask(tasks.length === 1 ? `${words}?` : `${words}? They are ${names(tasks)}.`, [{ label: `Yes, ${lower(words)}`, intent: all }, nothing]);
};

const offerOf = (turn: Turn, { otherwise, unless }: Pick<Reading, 'otherwise' | 'unless'>): Option[] =>
  [otherwise?.intent, unless].filter((one) => one !== undefined).slice(0, 1).map((intent: SingleIntent): Option => ({ label: wordsOfIntent(intent, readerOf(turn)), intent: intent as Intent }));

/** Asks whether the one task that almost matches is meant. */
export const confirmOne = (turn: Turn, said: OnTask, task: Candidate, reading: Pick<Reading, 'otherwise' | 'unless'>): Outcome => {
  const intent = settleFor(said, task);
  const offers = offerOf(turn, reading);
  const first = optionFor(turn, intent, task);
  if (offers.length > 0) return ask('Which do you mean?', [first, ...offers, nothing]);
  const words = wordsOfIntent(intent, readerOf(turn), [task.title]);
  return ask(`${words}?`, [{ ...first, label: `Yes, ${lower(words)}` }, nothing]);
};

/** Asks what to do with one task. */
export const askWhichAct = (turn: Turn, intents: readonly OnTask[], task: Candidate, reading: Pick<Reading, 'otherwise' | 'unless'>): Outcome =>
  ask(`What shall I do with “${shorten(task.title)}”?`, [...intents.map((intent) => plainOptionFor(turn, intent, task)), ...offerOf(turn, reading), nothing]);

/** Asks which of several tasks is meant. */
export const askWhich = (turn: Turn, intent: OnTask, tasks: readonly Candidate[], reading: Pick<Reading, 'otherwise' | 'unless'>): Outcome =>
  ask(`Which one do you mean? ${tasks.length} tasks fit.`, [...tasks.slice(0, mostChoices).map((task) => optionFor(turn, intent, task)), ...offerOf(turn, reading)], { asks: 'task', pending: intent });

const list: Option = { label: 'List my tasks', intent: { kind: 'list', count: false, filter: everything } };

const reasons = {
  no_list: () => 'No list was shown yet. Which task do you mean?',
  no_such_place: ({ conversation }: Turn) => `The list has ${conversation.shown.length} ${conversation.shown.length === 1 ? 'task' : 'tasks'}. Which one do you mean?`,
  not_spoken: () => 'Which task do you mean?',
  gone: () => 'That task is gone. Which one do you mean?',
} as const;

type Why = Extract<Resolved, { kind: 'none' }>['why'];

const sayUnknown = (turn: Turn, intent: OnTask, reading: Pick<Reading, 'otherwise' | 'unless'>): Outcome => {
  if (intent.target.by === 'filter') return say('No tasks found, so there is nothing to change.');
  const name = intent.target.by === 'title' ? intent.target.literal : '';
  return ask(`I find no task “${shorten(name)}”.`, [...offerOf(turn, reading), list], { asks: 'task', pending: intent });
};

/** What else the words may mean if there are no open tasks. */
const sayNoTasks = (intent: OnTask, offers: Option[]): Outcome => {
  const reminder = offers.length > 0 ? null : newReminderOf(intent, '?');
  return reminder === null ? ask('You have no open tasks.', [...offers, list], { asks: 'task', pending: intent }) : ask('What shall I remind you of?', [nothing], { asks: 'title', pending: reminder });
};

/** Says that no task matches, and offers what may be meant instead. */
export const sayNone = async (turn: Turn, intent: OnTask, why: Why, reading: Pick<Reading, 'otherwise' | 'unless'>): Promise<Outcome> => {
  const { tx, user } = turn.work;
  if (why === 'unknown') return sayUnknown(turn, intent, reading);
  const tasks = why === 'no_such_place' ? await findByIds(tx, user.id, turn.conversation.shown) : await findOpen(tx, user.id, mostChoices);
  const [options, offers] = [tasks.slice(0, mostChoices).map((task) => optionFor(turn, intent, task)), offerOf(turn, reading)];
  return options.length === 0 ? sayNoTasks(intent, offers) : ask(reasons[why](turn), [...options, ...offers], { asks: 'task', pending: intent });
};
