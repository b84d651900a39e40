import { describeRecurrence } from '#contracts/recurrence-text';
import { toDueDate } from '../../services/chat-api/domain/due.ts';
import { sayDue, type Reader } from '../../services/chat-api/domain/talk/say-when.ts';
import { amountWords } from '../../services/chat-api/domain/talk/words.ts';
import type { Conversation, ExpectedTask, Expectation, GivenTask, Table, Turn } from '../../services/chat-api/testing/corpus/conversation.ts';

const quotedTitles = (titles: readonly string[]): string => titles.map((title) => `“${title}”`).join(', ');

const at = (now: string, zone: string): Reader => ({ now: toDueDate(now, zone), time_zone: zone });

const reminderWord = (reminder: number | string, reader: Reader): string => {
  if (typeof reminder === 'string') return sayDue(reminder, reader.time_zone, reader);
  return reminder === 0 ? 'at its time' : `${amountWords({ months: 0, days: Math.trunc(reminder / 1440), minutes: reminder % 1440 })} before`;
};

const states = { TODO: 'open', IN_PROGRESS: 'in progress', DONE: 'done' } as const;

type Say<K extends keyof ExpectedTask> = (value: NonNullable<ExpectedTask[K]>, reader: Reader) => string;

/** Each field of a task in the chat's words. */
const fieldWords: { [K in keyof Required<ExpectedTask>]: Say<K> } = {
  title: (title) => `“${title}”`,
  description: (note) => `note “${note.replaceAll('\n', ' / ')}”`,
  due_local: (due, reader) => `due ${sayDue(due, reader.time_zone, reader)}`,
  recurrence: (rule) => describeRecurrence(rule),
  recurrence_mode: (mode) => (mode === 'completion' ? 'counted from when it is done' : 'by the calendar'),
  priority: (priority) => `${priority.toLowerCase()} priority`,
  status: (status) => states[status],
  tags: (tags) => (tags.length === 0 ? 'without tags' : tags.map((tag) => `#${tag}`).join(' ')),
  reminders: (reminders, reader) => (reminders.length === 0 ? 'no reminders' : `reminds ${reminders.map((one) => reminderWord(one, reader)).join(' and ')}`),
};

const taskWords = (task: ExpectedTask, reader: Reader): string =>
  (Object.keys(fieldWords) as (keyof ExpectedTask)[])
    .filter((name) => task[name] != null)
    .map((name) => (fieldWords[name] as (value: unknown, reader: Reader) => string)(task[name], reader))
    .join(', ');

const verbs: Record<Expectation['op'], string> = {
  create: 'adds', update: 'changes', complete: 'finishes', reopen: 'reopens', delete: 'deletes', several: 'changes', list: 'shows', confirm: 'asks before it touches', ask: 'asks', none: 'changes nothing',
};

const outcome = (expect: Expectation, reader: Reader): string => {
  const what = expect.titles === undefined ? taskWords(expect.task ?? {}, reader) : expect.titles.length === 0 ? 'nothing' : quotedTitles(expect.titles);
  const choices = (expect.choices ?? []).map((choice) => `“${choice}”`).join(' or ');
  return [verbs[expect.op], what, choices].filter((part) => part !== '').join(' ');
};

const turnWords = (turn: Turn, reader: Reader): string => {
  if ('clock' in turn) return `*at ${turn.clock.replace('T', ' ')}*`;
  if ('page' in turn) return `*on the page: ${turn.page} “${turn.title}”*`;
  const said = 'say' in turn ? `«${turn.say}»` : `*picks “${turn.choose}”*`;
  return `${said} → ${outcome(turn.expect, reader)}`;
};

const cell = (text: string): string => text.replaceAll('|', '\\|').normalize('NFC');

const given = ({ title, due_local = null }: GivenTask, reader: Reader): string => (due_local === null ? title : `${title} (${sayDue(due_local, reader.time_zone, reader)})`);

/** The time at each turn; in some conversations it moves on. */
const clockAt = ({ now, turns }: Conversation, index: number): string => turns.slice(0, index).reduce((clock, turn) => ('clock' in turn ? turn.clock : clock), now);

const row = (conversation: Conversation): string => {
  const { now, zone, tasks, turns } = conversation;
  const said = turns.map((turn, index) => turnWords(turn, at(clockAt(conversation, index), zone)));
  return `| ${now.replace('T', ' ')} ${zone} | ${cell(tasks.map((task) => given(task, at(now, zone))).join(', '))} | ${cell(said.join('<br>'))} |`;
};

const section = ({ kind, conversations }: Table): string => [`## ${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`, '', '| when and where | has | says |', '|---|---|---|', ...conversations.map(row), ''].join('\n');

/** The guide to what the chat understands, from the conversations that it is tested with. */
export const chatGuide = (tables: readonly Table[]): string =>
  [
    '<!-- Made by npm run generate from services/chat-api/testing/corpus: do not edit. -->',
    '# What the chat understands',
    '',
    'Every line below is a test. What is neither a command nor an answer becomes a task; what can be meant in two ways is asked about, and nothing is done before.',
    '',
    ...tables.map(section),
  ].join('\n');
