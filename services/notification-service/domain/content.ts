import type { NotificationKind } from '#contracts/notification';
import type { TaskFacts } from './task-facts.ts';

/** What a notification says, on any channel. */
export interface Content {
  title: string;
  body: string;
}

/** What a notification says, and the tasks that it is about. */
export interface Message extends Content {
  tasks: readonly { id: string; facts: TaskFacts }[];
}

/** A kind of notification in a word or two. */
export const kindWords: Readonly<Record<NotificationKind, string>> = { task_created: 'New task', task_reminder: 'Reminder', digest: 'Digest' };

/** A single notice that has yet to be put into words. */
export interface Wording {
  kind: 'task_created' | 'task_reminder';
  title: string;
  due_at: string | null;
  late_seconds: number;
  collapsed: number;
}

/**
 * Removes control characters: a title with line breaks could write into the headers or
 * lines around it.
 */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();

const dateFormat = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
const timeFormat = { ...dateFormat, hour: '2-digit', minute: '2-digit', hour12: false } as const;

const instantText = (due_at: string, zone: string): string =>
  `${Temporal.Instant.from(due_at).toZonedDateTimeISO(zone).toPlainDateTime().toLocaleString('en-GB', timeFormat)} (${zone})`;

/**
 * A text without the name of the reader's own zone after its times; only another zone needs
 * naming.
 */
export const withoutZone = (text: string, zone: string): string => text.replaceAll(new RegExp(`(\\d\\d:\\d\\d) \\(${RegExp.escape(zone)}\\)`, 'g'), '$1');

/** When a task is due, in words: a whole day as a day, a time in the task's own zone. */
export const dueText = (facts: TaskFacts, due_at: string | null): string | null => {
  const { due_local, due_date, time_zone = 'UTC' } = facts;
  if (due_local && !due_local.includes('T')) return Temporal.PlainDate.from(due_local).toLocaleString('en-GB', dateFormat);
  const instant = due_at ?? due_date ?? null;
  return instant === null ? null : instantText(instant, time_zone);
};

const lateText = (seconds: number): string =>
  seconds < 120 ? '' : ` This reminder is ${seconds < 7_200 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3_600)} hours`} late.`;

const collapsedText = (count: number): string => (count === 0 ? '' : ` It stands for ${count} earlier ${count === 1 ? 'one' : 'ones'} too.`);

const undatedText = { task_created: 'It has no due date.', task_reminder: 'You asked to be reminded of it; it has no date.' } as const;

/** Puts a single notice into words. */
export const wordNotice = ({ kind, title, due_at, late_seconds, collapsed }: Wording, facts: TaskFacts): Content => {
  const due = dueText(facts, due_at);
  const line = due === null ? undatedText[kind] : `Due ${due}.`;
  return {
    title: `${kindWords[kind]}: ${oneLine(facts.title ?? title)}`,
    body: `${line}${lateText(late_seconds)}${collapsedText(collapsed)}`,
  };
};

const longestDigest = 50;

/** Puts a digest of tasks into words, each task once. */
export const wordDigest = (tasks: readonly { title: string; facts: TaskFacts }[]): Content => {
  const lines = tasks.slice(0, longestDigest).map(({ title, facts }) => {
    const due = dueText(facts, null);
    return `• ${oneLine(facts.title ?? title)}${due === null ? '' : `, due ${due}`}`;
  });
  const more = tasks.length - lines.length;
  return {
    title: tasks.length === 1 ? 'Your tasks today: 1 notice' : `Your tasks today: ${tasks.length} notices`,
    body: [...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n'),
  };
};
