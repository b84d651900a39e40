import type { Task } from '#contracts/task';
import { taskLimits } from '#contracts/task-limits';
import { locate } from './match.ts';
import { claim, type Claim, type Said } from './said.ts';

const tag = /(?<=^|[\s(,])#(?=[\p{N}\p{M}_-]*\p{L})([\p{L}\p{N}\p{M}_-]+)/gu;
const bang = /(?<=^|\s)!(high|medium|med|low|h|m|l|[1-4])(?=$|[\s,.;?])/gi;

const level = '(highest|high|top|medium|normal|low|lowest)';
/** Words of priority at either end of a message; in the middle they belong to a title. */
const atEnd = new RegExp(
  `(?:^|[\\s,(]+)(?:(?:with|as|at|and|it'?s)\\s+)?(?:(?:a\\s+)?${level}[\\s-]+prio(?:rity)?|prio(?:rity)?[:\\s]+(?:to\\s+)?${level}|(p[1-4])|(urgent|urgently|asap|important))\\)?(?=[\\s.!?,]*$)`,
  'i',
);
const atStart = new RegExp(`^\\s*(?:${level}[\\s-]+prio(?:rity)?|prio(?:rity)?[:\\s]+${level}|(p[1-4])|(urgent|important|asap))(?:\\s*[:,–-]\\s*|(?<=p[1-4])\\s+)`, 'i');

const levels: Record<string, Task['priority']> = {
  h: 'HIGH', t: 'HIGH', u: 'HIGH', a: 'HIGH', i: 'HIGH', 1: 'HIGH', p1: 'HIGH',
  m: 'MEDIUM', n: 'MEDIUM', 2: 'MEDIUM', p2: 'MEDIUM',
  l: 'LOW', 3: 'LOW', 4: 'LOW', p3: 'LOW', p4: 'LOW',
};

/** The priority that a word such as high, urgent, l or p1 names. */
export const toPriority = (word: string): Task['priority'] => levels[word.toLowerCase()] ?? levels[word[0]!.toLowerCase()]!;

/** Tags and a priority that a message carries. */
export interface Marked {
  said: Said;
  tags: string[];
  /** Of several priorities the last counts. */
  priority: Task['priority'] | null;
}

const tagClaims = (said: Said): (Claim & { name: string })[] =>
  [...said.open.matchAll(tag)]
    .filter(({ 1: name }) => name!.length <= taskLimits.tag)
    .slice(0, taskLimits.tags)
    .map(({ index, 0: whole, 1: name }) => ({ from: index, to: index + whole.length, kind: 'tag', means: name!, name: name! }));

/** Claims #tags and !priority wherever they appear. */
export const takeMarkers = (said: Said): Marked => {
  const tags = tagClaims(said);
  const bangs = [...said.open.matchAll(bang)].map(({ index, 0: whole, 1: word }) => ({ from: index, to: index + whole.length, word: word! }));
  const claims = bangs.map(({ word, ...span }): Claim => ({ ...span, kind: 'priority', means: toPriority(word) }));
  const last = bangs.at(-1);
  return { said: claim(said, ...tags, ...claims), tags: [...new Set(tags.map(({ name }) => name))], priority: last === undefined ? null : toPriority(last.word) };
};

/** Claims "high priority", "p1" or "urgent" at either end of what is left. */
export const takePriorityWords = (said: Said): Pick<Marked, 'said' | 'priority'> => {
  const found = locate(said, atEnd) ?? locate(said, atStart);
  const word = found?.match.slice(1).find((group) => group !== undefined);
  if (found === null || word === undefined) return { said, priority: null };
  const priority = toPriority(word);
  return { said: claim(said, { from: found.from, to: found.to, kind: 'priority', means: priority }), priority };
};
