import { addDays, toLocalDate } from '../domain/due.ts';
import type { DuePatch, Intent, Option } from '../domain/talk/intents.ts';
import type { Question } from '../domain/talk/reading.ts';
import { wordsOfIntent } from '../domain/talk/words.ts';
import { shorten } from '../domain/talk/text.ts';
import { speaksOf, suggestionsFor } from '../domain/talk/told.ts';
import { findOpen, type Candidate } from '../store/find-tasks.ts';
import { readerOf, spokenOf } from './carry-out.ts';
import { optionFor, plainOptionFor, sayNone } from './gate.ts';
import { ask, say, type Outcome, type Turn } from './outcome.ts';
import { mostCompared } from './resolve.ts';

const never: Option = { label: 'Never mind', intent: { kind: 'say', text: 'All right, nothing was changed.' } };

const daysFor = (turn: Turn, pending: Intent | undefined): Option[] => {
  if (pending?.kind !== 'change' || pending.patch.remind !== undefined) return [];
  const today = toLocalDate(turn.work.now, turn.work.user.time_zone);
  return [1, 7].map((days): Option => {
    const intent = { ...pending, patch: { ...pending.patch, due: { day: addDays(today, days), time: null } } };
    return { label: wordsOfIntent(intent, readerOf(turn)), intent };
  });
};

const mostSpokenOf = 2;

/** What can be done to the tasks that a text is about. */
export const suggestFor = async (turn: Turn, text: string, due: DuePatch | undefined): Promise<{ tasks: Candidate[]; options: Option[] }> => {
  const tasks = (await findOpen(turn.work.tx, turn.work.user.id, mostCompared)).filter(({ title }) => speaksOf(text, title)).slice(0, mostSpokenOf);
  const option = tasks.length > 1 ? optionFor : plainOptionFor;
  const options = tasks.flatMap((task) => suggestionsFor(text, due, task.recurrence !== null).map((intent) => option(turn, intent, task)));
  return { tasks, options };
};

/** A sentence about a task: the likeliest meanings come first. */
const askAbout = async (turn: Turn, { reply, options, about }: Omit<Question, 'said'>): Promise<Outcome> => {
  const suggested = await suggestFor(turn, about!.text, about!.due);
  const [task] = suggested.tasks;
  if (task === undefined) return options.length === 0 ? say(reply) : ask(reply, options);
  const asked = suggested.tasks.length === 1 ? `What shall I do with “${shorten(task.title)}”?` : 'Which do you mean?';
  return ask(asked, [...suggested.options, ...options.filter(({ intent }) => intent.kind === 'create'), never], { spoken: spokenOf(turn, suggested.tasks.map(({ id }) => id)) });
};

const askOpen = async (turn: Turn, { asks, reply, options, pending }: Omit<Question, 'said'>): Promise<Outcome> => {
  if (asks === 'task' && options.length === 0 && pending !== undefined && 'target' in pending) {
    const asked = await sayNone(turn, pending, 'not_spoken', {});
    return { ...asked, reply };
  }
  const offered = asks === 'when' ? [...options, ...daysFor(turn, pending)] : options;
  return ask(reply, offered.length === 0 || asks !== 'choice' ? [...offered, never] : offered, { asks, pending });
};

/** Asks what a message left open, with choices, unless it is only about tasks that do not exist. */
export const askByChat = (turn: Turn, question: Omit<Question, 'said'>): Promise<Outcome> => (question.about === undefined ? askOpen(turn, question) : askAbout(turn, question));
