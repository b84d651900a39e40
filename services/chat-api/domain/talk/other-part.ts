import type { Intent, SingleIntent } from './intents.ts';
import { question } from './reading.ts';
import type { Meant, Spoken } from './spoken.ts';
import { claimAll, hearOnce } from './understand.ts';
import { changesLast } from './wishes.ts';
import { wordsOfIntent } from './words.ts';

const notThat = /^(?<good>.+?),?\s+(?:and\s+)?(?:not|instead of)\s+(?<bad>.+?)[\s.!]*$/i;
const firstNot = /^(?:no,?\s+)?not\s+(?<bad>[^,]+?),\s*(?:but\s+)?(?<good>.+?)[\s.!]*$/i;
const preposition = /^(?:with|at|for|to|from|in|on|by)\s+/i;

const titleOf = (intent: Intent | undefined): string | null => {
  if (intent?.kind === 'create') return intent.title;
  return intent?.kind === 'change' ? (intent.patch.title ?? null) : null;
};

const replaced = (title: string, good: string, bad: string): string | null => {
  const [of, by] = [bad, good].map((part) => part.replace(preposition, ''));
  const at = title.toLowerCase().indexOf(of!.toLowerCase());
  return at < 0 ? null : `${title.slice(0, at)}${by}${title.slice(at + of!.length)}`;
};

/** The new title, and the one that it replaces. */
const retitled = ({ text, conversation: { last } }: Spoken): { title: string; before: string } | null => {
  const groups = (firstNot.exec(text) ?? notThat.exec(text))?.groups;
  const before = titleOf(last?.intent);
  const title = groups === undefined || before === null ? null : replaced(before, groups['good']!, groups['bad']!);
  return title === null ? null : { title, before: before! };
};

/** "with kim, not kate": another word in the title of the task that was just made. */
export const otherPart = (spoken: Spoken): Meant | null => {
  const named = changesLast(spoken) ? retitled(spoken) : null;
  const heard = named === null ? null : hearOnce(spoken.text, spoken.context);
  if (named === null || heard === null) return null;
  const intent: SingleIntent = { kind: 'change', target: { by: 'spoken' }, patch: { title: named.title } };
  return question(claimAll(heard, 'task'), 'choice', 'Do you mean another title?', { options: [{ label: wordsOfIntent(intent, spoken.context, [named.before]), intent }] });
};
