import { describeRecurrence } from '#contracts/recurrence-text';
import type { Task } from '#contracts/task';
import type { FieldError, Lifecycle } from '../decision.ts';
import { formatDue } from './format-due.ts';
import type { Choice, Doubt } from './intent.ts';

type Described = Pick<Task, 'title' | 'status' | 'priority' | 'due_local' | 'due_date' | 'time_zone' | 'tags' | 'recurrence'>;

const priorityWords = { HIGH: 'high priority', MEDIUM: null, LOW: 'low priority' } as const;

const dueText = ({ due_local, time_zone }: Described): string | null => (due_local === null ? null : `due ${formatDue(due_local, time_zone)}`);

const details = (task: Described): string[] =>
  [
    dueText(task),
    task.recurrence === null ? null : `repeats ${describeRecurrence(task.recurrence)}`,
    priorityWords[task.priority],
    task.status === 'IN_PROGRESS' ? 'in progress' : null,
    ...task.tags.map((tag) => `#${tag}`),
  ].filter((part) => part !== null);

/** A task in one line, with its absolute date and zone. */
export const describeTask = (task: Described): string => [`“${task.title}”`, ...details(task)].join(', ');

const inThePast = (task: Described, now: string): string =>
  task.due_date !== null && task.due_date < now && task.status !== 'DONE' ? ' That is in the past.' : '';

/** What the chat says about a new task. */
export const sayAdded = (task: Task, now: string): string => `Added ${describeTask(task)}.${inThePast(task, now)}`;

const verbs = { 'task.completed': 'Done', 'task.updated': 'Changed', 'task.deleted': 'Deleted', 'task.created': 'Added' } as const;

const isReopening = ({ changes }: Lifecycle): boolean => changes.status?.old === 'DONE';

/** What the chat says about a change that happened. */
export const sayChanged = (task: Task, lifecycle: Lifecycle, now: string): string => {
  if (lifecycle.type === 'task.deleted') return `Deleted “${task.title}”. Say “undo” to get it back.`;
  if (lifecycle.type === 'task.completed') return `Done: “${task.title}”.`;
  const renamed = lifecycle.changes.title === undefined ? '' : ` (was “${String(lifecycle.changes.title.old)}”)`;
  const verb = isReopening(lifecycle) ? 'Reopened' : verbs[lifecycle.type];
  const past = lifecycle.changes.due_date === undefined ? '' : inThePast(task, now);
  return `${verb} ${describeTask(task)}${renamed}.${past}`;
};

const states = { TODO: 'open', IN_PROGRESS: 'in progress', DONE: 'done' } as const;

/** What the chat says where there was nothing to change. */
export const sayUnchanged = (task: Task): string => `Nothing to change: ${describeTask(task)} is ${states[task.status]} already.`;

/** A list as text; `more` tells that it goes on. */
export const sayList = (tasks: readonly Described[], more: boolean): string => {
  if (tasks.length === 0) return 'No tasks found.';
  const lines = tasks.map((task) => `• ${describeTask(task)}${task.status === 'DONE' ? ' ✓' : ''}`);
  const count = tasks.length === 1 ? '1 task' : `${tasks.length}${more ? ' of your' : ''} tasks`;
  return `${count}:\n${lines.join('\n')}${more ? '\n… and more: narrow it down by #tag, date or words.' : ''}`;
};

/** Asks which of several tasks is meant. */
export const askWhichTask = (tasks: readonly (Described & { id: string })[], messageFor: (id: string) => string) => ({
  reply: `Which one do you mean? ${tasks.length} tasks fit.`,
  choices: tasks.slice(0, 10).map((task): Choice => ({ label: describeTask(task), message: messageFor(task.id) })),
});

/** No task fits what was said. */
export const sayNoTask = (query: string): string =>
  `I find no task “${query.length > 80 ? `${query.slice(0, 80)}…` : query}”. Say “list” to see your tasks.`;

/** Why a wish cannot be granted. */
export const sayInvalid = (errors: readonly FieldError[]): string =>
  `That does not work: ${errors.map(({ field, message }) => `${field} ${message}`).join('; ')}.`;

const doubts: Record<Doubt, string> = {
  empty: 'Say something, such as “add buy milk tomorrow 9am #home !high”, or “help”.',
  too_long: 'That is too long for one message: at most 1000 characters.',
  no_title: 'What is the task called?',
  title_too_long: 'That title is too long: at most 500 characters.',
  several_dates: 'Which date do you mean?',
  no_date: 'I do not understand that date. Try “monday 10:00” or “2026-11-23T10:00”.',
  no_task: 'Which task do you mean?',
  not_understood: 'I do not understand that. Say “help” to see what I can do.',
};

/** What the chat asks when it is unsure. */
export const sayDoubt = (doubt: Doubt): string => doubts[doubt];

/** What the chat understands. */
export const sayHelp = (): string =>
  [
    'I understand, for example:',
    '• add buy milk tomorrow 9am #home !high',
    '• remind me to call mum on friday at 6pm',
    '• add gym every mon and thu at 18:00, 1 hour before',
    '• list · show my tasks #home · what’s due today · what’s overdue',
    '• done buy milk · reopen buy milk · start buy milk · delete buy milk',
    '• rename buy milk to buy oat milk · move buy milk to monday 10:00',
    '• set buy milk priority low · tag buy milk #shop · clear due date of buy milk',
    '• quiet from 22 to 7 · quiet off · snooze an hour',
    '• undo',
    'Put a title in "quotes" to take it literally.',
  ].join('\n');
