import type { ChatPatch, Intent, Target } from './intents.ts';
import { takePriorityWords, toPriority } from './markers.ts';
import { reading, type Heard } from './reading.ts';
import { duePatchOf, repeatPatchOf } from './read-when.ts';
import { textOf } from './said.ts';
import type { Meant, Spoken } from './spoken.ts';
import { readReference } from './target.ts';
import { claimAll, hearOnce } from './understand.ts';

/** Words that mean nothing beside a time. */
export const glue = /[\s.,!?]|\b(?:on|at|by|for|to|it|the|make|that|please|rather|instead|not|due|is|be|should)\b/gi;

/** A text without what a pattern finds. */
export const cut = (text: string, pattern: RegExp): string => text.replace(pattern, '').trim();

/** Whether an act made or changed a task. */
export const isChange = (intent: Intent | undefined): boolean => intent !== undefined && ['create', 'change', 'copy'].includes(intent.kind);

/** Whether the last message made or changed a task. */
export const changesLast = ({ conversation: { last, spoken } }: Spoken): boolean => spoken.length > 0 && last?.changed === true && isChange(last.intent);

/** Which task a text refers to without a name: "it", "the second". */
export const referenceOf = (text: string): Target | null => {
  const target = readReference(cut(text, /[\s.!?,]+$/), []);
  return target === null || target.by === 'nothing' || target.by === 'filter' ? null : target;
};

const level = /(?:^|\s)(high|low|medium|urgent|important)[\s.!]*$/i;

const priorityOf = (heard: Heard): { priority: Heard['priority']; rest: string } => {
  const { said, priority } = takePriorityWords(heard.all);
  const text = textOf(said);
  const word = level.exec(text)?.[1];
  const known = priority ?? heard.priority;
  return known !== null || word === undefined ? { priority: known, rest: text } : { priority: toPriority(word), rest: text.replace(level, '') };
};

/**
 * What a task can have besides a time: priority, tags, a repetition; and what is left of
 * the message.
 */
const wishesOf = (heard: Heard): { patch: ChatPatch; rest: string } => {
  const { priority, rest } = priorityOf(heard);
  const repeat = repeatPatchOf(heard.when);
  return { patch: { ...(priority !== null && { priority }), ...(heard.tags.length > 0 && { add_tags: heard.tags }), ...(repeat !== undefined && { repeat }) }, rest };
};

/** "high priority", "#home", "every week": for what was just made or changed. */
export const bareWish = (spoken: Spoken): Meant | null => {
  const heard = changesLast(spoken) ? hearOnce(spoken.text, spoken.context) : null;
  if (heard === null) return null;
  const { patch, rest } = wishesOf(heard);
  return rest.replace(glue, '') !== '' || Object.keys(patch).length === 0 ? null : reading(claimAll(heard, 'command'), [{ kind: 'change', target: { by: 'spoken' }, patch }]);
};

const duePatchIn = (heard: Heard): Pick<ChatPatch, 'due'> => {
  const due = repeatPatchOf(heard.when) === undefined ? duePatchOf(heard.when) : undefined;
  return due === undefined ? {} : { due };
};

/**
 * "the first one tomorrow", "3 and 4 high": places in the list that was shown, and what
 * they are to get.
 */
export const placesWith = (heard: Heard, { conversation: { shown } }: Spoken): Meant | null => {
  const { patch, rest } = wishesOf(heard);
  const target = shown.length === 0 ? null : referenceOf(cut(rest, /\s+(?:to|on|for|at|until|till|by|is|are|as)$/i));
  const all = { ...patch, ...duePatchIn(heard) };
  return target?.by !== 'places' || Object.keys(all).length === 0 ? null : reading(claimAll(heard, 'task'), [{ kind: 'change', target, patch: all }]);
};

