import { describeRecurrence } from '#contracts/recurrence-text';
import { nextReminderAt } from '#contracts/plan-reminders';
import type { Task } from '#contracts/task';
import type { Changed, FieldError } from '../decision.ts';
import { isAllDay, toDueLocal } from '../due.ts';
import type { ChatPatch, OnTask } from './intents.ts';
import { sayDue, sayInstant, type Reader } from './say-when.ts';
import { shorten } from './text.ts';

type Described = Pick<Task, 'title' | 'status' | 'priority' | 'due_local' | 'time_zone' | 'tags' | 'recurrence'>;

const priorityWords = { HIGH: 'high priority', MEDIUM: null, LOW: 'low priority' } as const;

/** The details of a task that follow its title in a line. */
export const detailsOf = (task: Described, reader: Reader): string[] =>
  [
    task.due_local === null ? null : `due ${sayDue(task.due_local, task.time_zone, reader)}`,
    task.recurrence === null ? null : describeRecurrence(task.recurrence),
    priorityWords[task.priority],
    task.status === 'IN_PROGRESS' ? 'in progress' : null,
    ...task.tags.map((tag) => `#${tag}`),
  ].filter((part) => part !== null);

/** A task in one line. */
export const describeTask = (task: Described, reader: Reader): string => [`“${task.title}”`, ...detailsOf(task, reader)].join(', ');

/**
 * Whether a task should have been finished by now; one due on a day without a time has
 * until the end of it.
 */
export const isOverdue = ({ status, due_local, due_date, time_zone }: Pick<Task, 'status' | 'due_local' | 'due_date' | 'time_zone'>, now: string): boolean => {
  if (status === 'DONE' || due_local === null) return false;
  return isAllDay(due_local) ? due_local < toDueLocal(now, time_zone).slice(0, 10) : due_date! < now;
};

const past = (task: Task, { now }: Reader): string => (isOverdue(task, now) ? ' That is in the past.' : '');

const reminderWords = (task: Task, reader: Reader): string => {
  const next = nextReminderAt(task, reader.now);
  return next === null ? '' : ` Next reminder: ${sayInstant(next, reader)}.`;
};

/**
 * The next reminder after reminders were changed; also says if there are none, or none
 * still to come.
 */
const changedReminders = (task: Task, reader: Reader): string => {
  if (task.reminders?.length === 0) return ' No reminders.';
  const said = reminderWords(task, reader);
  return said === '' && task.due_local !== null && task.reminders !== null ? ' That reminder would be in the past.' : said;
};

const isReopening = ({ lifecycle: { changes } }: Changed): boolean => changes.status?.old === 'DONE';

const noteWords = ({ lifecycle: { changes } }: Changed): string =>
  changes.description === undefined ? '' : changes.description.new === null ? ' The note is gone.' : ` Note: “${shorten(String(changes.description.new).split('\n').at(-1)!, 200)}”.`;

const remindersSaid = ({ task, lifecycle: { changes } }: Changed, reader: Reader): string => {
  if (changes.reminders !== undefined) return changedReminders(task, reader);
  return changes.due_date === undefined ? '' : reminderWords(task, reader);
};

const sayUpdated = (changed: Changed, reader: Reader): string => {
  const { task, lifecycle: { changes } } = changed;
  const extras = [
    changes.title === undefined ? '' : ` (was “${String(changes.title.old)}”)`,
    '.',
    changes.recurrence?.new === null ? ' It repeats no more.' : '',
    noteWords(changed),
    changes.due_date === undefined ? '' : past(task, reader),
    remindersSaid(changed, reader),
  ];
  return `${isReopening(changed) ? 'Reopened' : 'Changed'} ${describeTask(task, reader)}${extras.join('')}`;
};

/** The reply when one instance of a series was skipped. */
export const saySkipped = (task: Task, reader: Reader): string => `Skipped: “${shorten(task.title)}” is next due ${sayDue(task.due_local!, task.time_zone, reader)}.${reminderWords(task, reader)}`;

/** The reply to a change that happened. */
export const sayChanged = (changed: Changed, reader: Reader): string => {
  const { task, lifecycle } = changed;
  switch (lifecycle.type) {
    case 'task.created':
      return `Added ${describeTask(task, reader)}.${past(task, reader)}${reminderWords(task, reader)}`;
    case 'task.completed':
      return `Done: “${task.title}”.`;
    case 'task.deleted':
      return `Deleted “${task.title}”. Say “undo” to get it back.`;
    default:
      return sayUpdated(changed, reader);
  }
};

/** The state of a task in words. */
export const states = { TODO: 'open', IN_PROGRESS: 'in progress', DONE: 'done' } as const;

/** Says what a task has already of what was asked for; the first field in question says it. */
const asked: { [K in keyof Required<ChatPatch>]: (task: Described, reader: Reader) => string } = {
  title: () => 'is called that',
  due: (task, reader) => (task.due_local === null ? 'has no date' : `is due ${sayDue(task.due_local, task.time_zone, reader)}`),
  priority: ({ priority }) => `has ${priority.toLowerCase()} priority`,
  status: ({ status }) => `is ${states[status]}`,
  note: () => 'has no note',
  add_tags: ({ tags }) => `has ${tags.map((tag) => `#${tag}`).join(' ')}`,
  remove_tags: () => 'does not have that tag',
  repeat: ({ recurrence }) => (recurrence === null ? 'does not repeat' : `repeats ${describeRecurrence(recurrence)}`),
  remind: () => 'is reminded of like that',
};

const stateAsked = (task: Described, intent: OnTask, reader: Reader): string => {
  const [field] = intent.kind === 'change' ? (Object.keys(intent.patch) as (keyof ChatPatch)[]).filter((name) => intent.patch[name] !== undefined) : [];
  return field === undefined ? `is ${states[task.status]}` : asked[field](task, reader);
};

/** The reply when there was nothing to change. */
export const sayUnchanged = (task: Described, intent: OnTask, reader: Reader): string => `Nothing to change: “${shorten(task.title)}” ${stateAsked(task, intent, reader)} already.`;

const verbs = { 'task.created': 'Added', 'task.updated': 'Changed', 'task.completed': 'Done', 'task.deleted': 'Deleted' } as const;

/** The reply to several changes that were one act. */
export const saySeveral = (changed: readonly Changed[]): string => {
  const kinds = [...new Set(changed.map(({ lifecycle }) => verbs[lifecycle.type]))];
  const names = changed.slice(0, 5).map(({ task }) => `“${task.title}”`).join(', ');
  return `${kinds.join(' and ')} ${changed.length} tasks: ${names}${changed.length > 5 ? `, and ${changed.length - 5} more` : ''}. Say “undo” to take it back.`;
};

/** A numbered list; `count` is how many there are in all. */
export const sayList = (tasks: readonly Described[], count: number, reader: Reader): string => {
  if (tasks.length === 0) return 'No tasks found.';
  const lines = tasks.map((task, index) => `${index + 1}. ${describeTask(task, reader)}${task.status === 'DONE' ? ' ✓' : ''}`);
  const more = count > tasks.length ? `\n… and ${count - tasks.length} more: narrow it down by #tag, date or words.` : '';
  return `${count === 1 ? '1 task' : `${count} tasks`}:\n${lines.join('\n')}${more}`;
};

/** Why a wish cannot be granted. */
export const sayInvalid = (errors: readonly FieldError[]): string => `That does not work: ${errors.map(({ field, message }) => `${field} ${message}`).join('; ')}.`;

/** What the chat understands. */
export const sayHelp = (): string =>
  [
    'Say what you need to do, and when. I understand, for example:',
    '• buy milk tomorrow 9am #home p1',
    '• gym every mon and thu at 18:00 · pay rent on the 1st of every month',
    '• remind me in 20 minutes to check the oven · remind me about the dentist 30 minutes before',
    '• list · what’s due this week? · how many tasks do I have? · find milk',
    '• done 2 · done buy milk · reopen it · delete buy milk',
    '• move it to friday 10:00 · push the dentist back two hours · rename it to “call mum”',
    '• add note to dentist: bring the card · tag dentist #health · skip gym today · stop repeating gym',
    '• quiet from 22 to 7 · snooze an hour · undo · redo',
    'Put a title in "quotes" to take it literally.',
  ].join('\n');
