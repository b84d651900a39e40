import { taskLimits } from '#contracts/task-limits';
import { shorten } from './text.ts';
import type { CreateIntent } from './intents.ts';
import { takePriorityWords } from './markers.ts';
import { question, reading, type Heard, type Understood } from './reading.ts';
import { timesOfNew } from './read-when.ts';
import { claim, textOf, type Said } from './said.ts';
import { takeTitle } from './title.ts';

const noTimes = { due_local: null, recurrence: null, recurrence_mode: 'schedule', remind: null } as const;

const draft = (title: string, heard: Pick<Heard, 'tags'>, more: Partial<CreateIntent>): CreateIntent => ({ kind: 'create', title, description: null, priority: null, tags: heard.tags, ...noTimes, ...more });

const destination = /\s(?:to|on|onto|in)\s+(?:my|the)\s+(?:to-?do\s+)?(?:list|tasks|todos)[\s.!?]*$/i;

const withoutDestination = (said: Said): Said => {
  const at = destination.exec(said.open);
  return at === null || said.open.slice(0, at.index).trim() === '' ? said : claim(said, { from: at.index, to: at.index + at[0].length, kind: 'command', means: 'add' });
};

/** A new task from all that is still open, with the time, tags and priority in the message. */
export const newTaskOf = (heard: Heard, said: Said = heard.timed): { said: Said; intent: CreateIntent } => {
  const marked = takePriorityWords(said);
  const { title, said: tidy } = takeTitle(marked.said);
  return { said: tidy, intent: draft(title, heard, { ...timesOfNew(heard.when), priority: marked.priority ?? heard.priority }) };
};

/** Reads a new task; all it needs is a title. */
export const readNew = (heard: Heard, said: Said = heard.timed, more: Partial<CreateIntent> = {}): Understood => {
  const { said: whole, intent } = newTaskOf(heard, withoutDestination(said));
  const { title } = intent;
  if (title.length > taskLimits.title) return question(whole, 'title', 'That title is too long: a title has at most 500 characters. What shall I call it?');
  const made = { ...intent, ...more };
  if (made.title !== '') return reading(whole, [made]);
  const literal = textOf(heard.plain).trim();
  const options = literal === '' ? [] : [{ label: `Add “${shorten(literal)}” as it stands`, intent: draft(literal, heard, {}) }];
  return question(whole, 'title', 'What is the task called?', { options, pending: { ...made, title: '?' } });
};

/** The whole message, as written, as a task without a date. */
export const literalTask = (heard: Heard): CreateIntent | null => {
  const { title } = takeTitle(heard.plain);
  return title === '' || title.length > taskLimits.title ? null : draft(title, heard, { priority: heard.priority });
};
