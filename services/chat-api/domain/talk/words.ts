import { describeRecurrence } from '#contracts/recurrence-text';
import type { ChatPatch, CreateIntent, DuePatch, Intent, ListFilter, Target } from './intents.ts';
import { sayDay, sayDue, type Reader } from './say-when.ts';
import { shorten } from './text.ts';

const quoted = (title: string): string => `“${shorten(title)}”`;

const hashed = (tags: readonly string[]): string => tags.map((tag) => `#${tag}`).join(' ');

const dueWords = (due: string, reader: Reader): string => sayDue(due, reader.time_zone, reader);

const unit = (n: number, name: string): string => (n === 0 ? '' : `${Math.abs(n)} ${name}${Math.abs(n) === 1 ? '' : 's'}`);

/** A length of time in words. */
export const amountWords = ({ months, days, minutes }: { months: number; days: number; minutes: number }): string => {
  const hours = Math.trunc(minutes / 60);
  return [unit(months, 'month'), unit(days, 'day'), unit(hours, 'hour'), unit(minutes - hours * 60, 'minute')].filter((part) => part !== '').join(' ') || '0 minutes';
};

const minuteWords = (minutes: number): string => amountWords({ months: 0, days: Math.trunc(minutes / 1440), minutes: minutes % 1440 });

const remindWord = (wish: NonNullable<ChatPatch['remind']>[number], reader: Reader): string => {
  switch (wish.how) {
    case 'before':
      return wish.minutes === 0 ? 'at its time' : `${minuteWords(wish.minutes)} before`;
    case 'in':
      return `in ${minuteWords(wish.minutes)}`;
    case 'at':
      return wish.due_local.length > 10 ? dueWords(wish.due_local, reader) : `on ${dueWords(wish.due_local, reader)}`;
    default:
      return `at ${wish.time}, ${wish.days_before === 0 ? 'that day' : `${unit(wish.days_before, 'day')} before`}`;
  }
};

const remindWords = (wishes: NonNullable<ChatPatch['remind']>, reader: Reader): string => wishes.map((wish) => remindWord(wish, reader)).join(' and ');

const createWords = ({ title, due_local, recurrence, priority, tags, remind }: CreateIntent, reader: Reader): string =>
  [
    `Add ${quoted(title)}`,
    due_local === null ? null : `due ${dueWords(due_local, reader)}`,
    recurrence === null ? null : describeRecurrence(recurrence),
    priority === null ? null : `${priority.toLowerCase()} priority`,
    ...tags.map((tag) => `#${tag}`),
    remind === null ? null : `remind ${remindWords(remind, reader)}`,
    due_local === null && recurrence === null ? 'without a date' : null,
  ]
    .filter((part) => part !== null)
    .join(', ');

const dueTo = (due: DuePatch, reader: Reader): string => {
  if (!('shift' in due)) return `to ${[due.day === null ? null : sayDay(due.day, reader), due.time].filter((part) => part !== null).join(' ')}`;
  const { months, days, minutes } = due.shift;
  return `${amountWords(due.shift)} ${months + days + minutes < 0 ? 'earlier' : 'later'}`;
};

type Say<K extends keyof ChatPatch> = (which: string, value: NonNullable<ChatPatch[K]>, reader: Reader) => string;

/** Each field in words; null has words of its own. */
const fieldWords: { [K in keyof Required<ChatPatch>]: { some: Say<K>; none?: (which: string) => string } } = {
  title: { some: (which, title) => `rename ${which} to ${quoted(title)}` },
  due: { some: (which, due, reader) => `move ${which} ${dueTo(due, reader)}`, none: (which) => `take the due date off ${which}` },
  priority: { some: (which, priority) => `give ${which} ${priority.toLowerCase()} priority` },
  status: { some: (which, status) => (status === 'TODO' ? `reopen ${which}` : `start ${which}`) },
  note: { some: (which, note) => `add a note to ${which}: ${quoted(note)}`, none: (which) => `clear the notes of ${which}` },
  add_tags: { some: (which, tags) => `tag ${which} ${hashed(tags)}` },
  remove_tags: { some: (which, tags) => `take ${hashed(tags)} off ${which}` },
  repeat: { some: (which, { rule }) => `repeat ${which} ${describeRecurrence(rule)}`, none: (which) => `stop repeating ${which}` },
  remind: {
    some: (which, wishes, reader) => (wishes.length === 0 ? `never remind you of ${which}` : `remind you of ${which} ${remindWords(wishes, reader)}`),
    none: (which) => `remind you of ${which} at the usual times`,
  },
};

const patchWords = (which: string, patch: ChatPatch, reader: Reader): string => {
  const parts = (Object.keys(fieldWords) as (keyof ChatPatch)[]).filter((name) => patch[name] !== undefined).map((name) => {
    const { some, none } = fieldWords[name] as { some: (which: string, value: unknown, reader: Reader) => string; none?: (which: string) => string };
    return patch[name] === null && none !== undefined ? none(which) : some(which, patch[name], reader);
  });
  return parts.join(', ') || `change ${which}`;
};

const statusWords = { open: 'open tasks', all: 'all tasks', TODO: 'tasks not begun', IN_PROGRESS: 'tasks in progress', DONE: 'finished tasks' } as const;

const daysWords = (from: string | null, to: string | null, what: string, reader: Reader): string[] => {
  if (from === null && to === null) return [];
  if (from === to) return [`${what} ${sayDay(from!, reader)}`];
  return [what, ...(from === null ? [] : [`from ${sayDay(from, reader)}`]), ...(to === null ? [] : [`until ${sayDay(to, reader)}`])];
};

const markWords = ({ overdue, undated, dated, recurring }: ListFilter): string[] => [...(overdue ? ['overdue'] : []), ...(undated ? ['without a date'] : []), ...(dated ? ['with a date'] : []), ...(recurring ? ['that repeat'] : [])];

/** Which tasks a list shows, in words. */
export const filterWords = (filter: ListFilter, reader: Reader): string =>
  [
    statusWords[filter.status],
    ...markWords(filter),
    ...(filter.priority === null ? [] : [`of ${filter.priority.toLowerCase()} priority`]),
    ...filter.tags.map((tag) => `#${tag}`),
    ...daysWords(filter.from, filter.to, 'due', reader),
    ...daysWords(filter.done_from, filter.done_to, 'done', reader),
    ...(filter.q === null ? [] : [`with “${shorten(filter.q)}”`]),
    ...(filter.most === null ? [] : [`(the first ${filter.most})`]),
  ].join(' ');

const targetWords = (target: Target, titles: readonly string[], reader: Reader): string => {
  if (titles.length > 0) return titles.length === 1 ? quoted(titles[0]!) : `${titles.length} tasks`;
  switch (target.by) {
    case 'title':
      return quoted(target.text);
    case 'places':
      return `number ${target.places.join(', ')}`;
    case 'filter':
      return target.both ? 'both' : filterWords(target.filter, reader);
    default:
      return target.by === 'other' ? 'the other one' : 'it';
  }
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const onTaskWords =
  (verb: string) =>
  ({ target }: { target: Target }, reader: Reader, titles: readonly string[]): string =>
    `${verb} ${targetWords(target, titles, reader)}`;

/** Each intent in words. */
const intentWords: { [K in Intent['kind']]: (intent: Extract<Intent, { kind: K }>, reader: Reader, titles: readonly string[]) => string } = {
  create: createWords,
  change: ({ target, patch }, reader, titles) => patchWords(targetWords(target, titles, reader), patch, reader),
  complete: onTaskWords('complete'),
  reopen: onTaskWords('reopen'),
  delete: onTaskWords('delete'),
  skip: ({ target }, reader, titles) => `skip ${targetWords(target, titles, reader)} this time`,
  copy: onTaskWords('copy'),
  tell: onTaskWords('tell about'),
  list: ({ filter, count }, reader) => `${count ? 'count' : 'list'} ${filterWords(filter, reader)}`,
  quiet: ({ hours }) => (hours === null ? 'quiet hours off' : `quiet from ${hours.from} to ${hours.to}`),
  snooze: ({ minutes }) => `snooze the last reminder for ${minuteWords(minutes)}`,
  model: ({ use }) => (use ? 'ask the language model' : 'ask no language model'),
  several: ({ intents }, reader) => intents.map((one) => wordsOfIntent(one, reader)).join('; '),
  instead: ({ intent }, reader) => `take the last change back and ${wordsOfIntent(intent, reader)}`,
  say: () => 'change nothing',
  undo: ({ count }) => (count === 1 ? 'undo' : `undo the last ${count} changes`),
  redo: () => 'redo',
  help: () => 'help',
};

/**
 * What an intent does, with dates as the reader would say them; `titles` are those of the
 * tasks that its target turned out to mean.
 */
export const wordsOfIntent = (intent: Intent, reader: Reader, titles: readonly string[] = []): string =>
  capital((intentWords[intent.kind] as (intent: Intent, reader: Reader, titles: readonly string[]) => string)(intent, reader, titles));
