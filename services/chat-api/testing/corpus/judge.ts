import type { Task } from '#contracts/task';
import type { Expectation, ExpectedTask } from './conversation.ts';

/** What a turn led to, seen from outside. */
export interface Observed {
  before: Task[];
  after: Task[];
  reply: string;
  choices: { label: string; message: string }[];
  /** The reminders of a task as the tables write them. */
  remindersOf: (task: Task) => (number | string)[] | null;
}

type Change = { what: 'create' | 'update' | 'complete' | 'reopen' | 'delete'; task: Task };

const changeOf = (old: Task | undefined, task: Task): Change | null => {
  if (old === undefined) return { what: 'create', task };
  if (old.version === task.version) return null;
  if (old.status !== 'DONE' && task.status === 'DONE') return { what: 'complete', task };
  return { what: old.status === 'DONE' && task.status !== 'DONE' ? 'reopen' : 'update', task };
};

const changesOf = ({ before, after }: Observed): Change[] => {
  const known = new Map(before.map((task) => [task.id, task]));
  const kept = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !kept.has(id)).map((task): Change => ({ what: 'delete', task }));
  return [...gone, ...after.map((task) => changeOf(known.get(task.id), task)).filter((change) => change !== null)];
};

const sorted = (rule: string | null): string | null => rule?.split(';').sort().join(';') ?? null;

const comparable = (task: ExpectedTask): ExpectedTask => ({ ...task, ...(task.recurrence !== undefined && { recurrence: sorted(task.recurrence) }) });

const differences = (expected: ExpectedTask, task: Task, { remindersOf }: Observed): string[] => {
  const actual = comparable({ ...task, reminders: remindersOf(task) });
  return Object.entries(comparable(expected)).flatMap(([name, value]) => {
    const found = actual[name as keyof ExpectedTask];
    return JSON.stringify(found) === JSON.stringify(value) ? [] : [`${name} is ${JSON.stringify(found)}, not ${JSON.stringify(value)}`];
  });
};

const told = ({ what, task }: Change): string => `${what} “${task.title}”${task.due_local === null ? '' : ` ${task.due_local}`}`;

const sameSet = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

const judgeChange = (expect: Expectation, observed: Observed, changes: Change[]): string[] => {
  const wrong = changes.filter(({ what }) => expect.op !== 'several' && what !== expect.op);
  if (wrong.length > 0 || changes.length === 0) return [`expected ${expect.op}, got ${changes.map(told).join(', ') || `“${observed.reply}”`}`];
  const titles = changes.map(({ task }) => task.title);
  if (expect.titles !== undefined) return sameSet(titles, expect.titles) ? [] : [`${expect.op} of ${JSON.stringify(titles)}, not ${JSON.stringify(expect.titles)}`];
  if (changes.length > 1) return [`${changes.length} tasks changed: ${changes.map(told).join(', ')}`];
  return differences(expect.task ?? {}, changes[0]!.task, observed);
};

const named = (reply: string): string[] => [...reply.matchAll(/“([^”]*)”/g)].map(([, title]) => title!);

const judgeTitles = ({ op, titles }: Expectation, { reply }: Observed): string[] => {
  if (titles === undefined) return [];
  const shown = named(reply);
  const right = op === 'list' ? JSON.stringify(shown) === JSON.stringify(titles) : titles.every((title) => shown.includes(title));
  return right ? [] : [`names ${JSON.stringify(shown)}, not ${JSON.stringify(titles)}: “${reply}”`];
};

const judgeChoices = ({ op, choices = [] }: Expectation, observed: Observed): string[] => {
  const texts = observed.choices.map(({ label, message }) => `${label} ${message}`);
  const missing = choices.filter((wanted) => !texts.some((text) => text.includes(wanted)));
  if (missing.length > 0) return [`no choice has ${JSON.stringify(missing)}: ${JSON.stringify(texts)}`];
  return ['ask', 'confirm'].includes(op) && texts.length === 0 ? [`no choice with “${observed.reply}”`] : [];
};

const judgeWords = ({ says, never_says }: Expectation, { reply }: Observed): string[] => [
  ...(says === undefined || says.test(reply) ? [] : [`does not say ${says}: “${reply}”`]),
  ...(never_says === undefined || !never_says.test(reply) ? [] : [`says ${never_says}: “${reply}”`]),
];

const talks: readonly Expectation['op'][] = ['list', 'confirm', 'ask', 'none'];

const judgeOne = (expect: Expectation, observed: Observed): string[] => {
  const changes = changesOf(observed);
  if (!talks.includes(expect.op)) return [...judgeChange(expect, observed, changes), ...judgeWords(expect, observed)];
  if (changes.length > 0) return [`expected ${expect.op}, got ${changes.map(told).join(', ')}`];
  return [...judgeTitles(expect, observed), ...judgeChoices(expect, observed), ...judgeWords(expect, observed)];
};

/** In what a turn differs from what it should have done; empty where it is right. */
export const judge = (expect: Expectation, observed: Observed): string[] => {
  const faults = judgeOne(expect, observed);
  return faults.length === 0 || expect.or === undefined ? faults : judgeOne(expect.or, observed).length === 0 ? [] : faults;
};
