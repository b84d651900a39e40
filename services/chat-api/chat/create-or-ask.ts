import type { ChatPatch, CreateIntent, OnTask } from '../domain/talk/intents.ts';
import { isMisspelt, likenessTo, mentions } from '../domain/talk/match-title.ts';
import { startsWithAct } from '../domain/talk/task-verbs.ts';
import { shorten } from '../domain/talk/text.ts';
import { isTold, speaksOf, suggestionsFor } from '../domain/talk/told.ts';
import { wordsOfIntent } from '../domain/talk/words.ts';
import { findByTitle, findOpen, type Candidate } from '../store/find-tasks.ts';
import { createByChat, readerOf } from './carry-out.ts';
import type { Alternatives } from './certainty.ts';
import { forTasks } from './gate.ts';
import { ask, type Outcome, type Turn } from './outcome.ts';
import { mostCompared } from './resolve.ts';

/**
 * "laundry went wrong" is about the existing task “laundry”; "wash the laundry bag" is a
 * new task.
 */
const mentioned = async ({ tx, user }: Turn['work'], text: string): Promise<Candidate | undefined> => {
  const [likeness, told] = [likenessTo(text), isTold(text)];
  const isMeant = ({ title }: Candidate): boolean => likeness(title) === 'words' || isMisspelt(text, title) || (!startsWithAct(text) && (mentions(text, title) || (told && speaksOf(text, title))));
  const tasks = (await findOpen(tx, user.id, mostCompared)).filter(isMeant);
  return tasks.sort((a, b) => b.title.length - a.title.length)[0];
};

/** "i'll do the report": does not say what is to be done with it. */
const anyAct = /^(?:do|finish|complete|handle|tackle|work on|take care of|get to)\s/i;

/** "i'll order the ink", of “order printer ink”. */
const wished = async ({ tx, user }: Turn['work'], text: string): Promise<Candidate | undefined> => {
  const likeness = likenessTo(text);
  return (await findOpen(tx, user.id, mostCompared)).find(({ title }) => likeness(title) === 'words' || (anyAct.test(text) && speaksOf(text, title)));
};

/** A wish for a new task means an existing one only if that has the same title. */
const existing = async ({ work }: Turn, { title }: CreateIntent, { bare }: Alternatives): Promise<Candidate | undefined> =>
  (await findByTitle(work.tx, work.user.id, [title])).find(({ status }) => status !== 'DONE') ?? (bare === true ? await mentioned(work, title) : await wished(work, title));

/** "assign the report to Ann": lists are not shared. */
const isHandedOn = (title: string): boolean => /^(?:share|assign|delegate)\s.+\s(?:with|to)\s/i.test(title);

const whatToDo = ({ title }: CreateIntent, task: Candidate): string => {
  const name = `“${shorten(task.title)}”`;
  if (isHandedOn(title)) return `Your list is yours alone, so I cannot share ${name} or give it to anyone. What shall I do?`;
  return isTold(title) ? `What shall I do with ${name}?` : `You have ${name} already. What shall I do?`;
};

/** A repetition, a reminder or a priority, said with the bare name of a task. */
const patchOf = ({ due_local, recurrence, recurrence_mode, remind, priority }: CreateIntent): ChatPatch | null => {
  if (recurrence !== null && due_local !== null) return { repeat: { rule: recurrence, due_local, time_given: due_local.length > 10, start_given: false, mode: recurrence_mode } };
  if (due_local !== null) return null;
  if (remind !== null) return { remind };
  return priority === null ? null : { priority };
};

/** What the words of a new task may mean for the existing one. */
const wishesFor = (intent: CreateIntent, task: Candidate): OnTask[] => {
  const patch = patchOf(intent);
  if (patch !== null) return [{ kind: 'change', target: { by: 'nothing' }, patch }];
  const { title, due_local } = intent;
  const due = due_local === null ? undefined : { day: due_local.slice(0, 10), time: due_local.slice(11) || null };
  return isTold(title) ? suggestionsFor(title, due, task.recurrence !== null) : suggestionsFor('', due, false).slice(0, due === undefined ? 2 : 1);
};

/** Makes a new task, or asks what to do with an existing one that may be meant. */
export const createOrAsk = async (turn: Turn, intent: CreateIntent, said: Alternatives = { bare: true }): Promise<Outcome> => {
  const task = await existing(turn, intent, said);
  if (task === undefined) return createByChat(turn, intent);
  const changed = wishesFor(intent, task);
  const options = changed.map((one) => ({ label: wordsOfIntent(one, readerOf(turn), [task.title]), intent: forTasks(one, [task.id]) }));
  const reply = whatToDo(intent, task);
  return ask(reply, [...options, { label: `${wordsOfIntent(intent, readerOf(turn))} as a new task`, intent }], { spoken: [task.id] });
};
