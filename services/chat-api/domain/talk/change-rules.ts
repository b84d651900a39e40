import { targetOf } from './commands-task.ts';
import { isCutOff } from './hanging.ts';
import type { ChatPatch, CreateIntent, Target } from './intents.ts';
import { phrase, type Found } from './match.ts';
import { literalTask, newTaskOf } from './read-new.ts';
import { reading, type Heard, type Rule, type Understood } from './reading.ts';

/** Where no task is named, the one that was spoken of last. */
export const orSpoken = (target: Target): Target => (target.by === 'nothing' ? { by: 'spoken' } : target);

/** Changes the task that a command names; offers `made` if there is no such task. */
export const changed = (heard: Heard, found: Found, patch: ChatPatch, made: CreateIntent | null = null): Understood => {
  const { said, target } = targetOf({ ...heard, tags: [] }, found, 'change');
  const intent = { kind: 'change', target: orSpoken(target), patch } as const;
  return reading(said, [intent], { otherwise: made === null || made.title === '' ? undefined : { intent: made, offered: true } });
};

/**
 * The new task to offer if none fits: the message as written, where cutting out the words
 * of time would leave a gap.
 */
export const offered = (heard: Heard): CreateIntent | null => {
  const { intent } = newTaskOf(heard);
  return isCutOff(heard, intent.title) || heard.when.points.length > 1 ? literalTask(heard) : intent;
};

/** In a phrase: the task's name, one character at least. */
export const T = '(?<task>.+?)';
/** In a phrase: the task's name, or nothing. */
export const O = '(?<task>.*?)';

/** A rule that reads what remains once the times are taken out. */
export const timed = (source: string, read: Rule['read']): Rule => ({ on: 'timed', pattern: phrase(source), read });

/** A rule that reads what remains once times and lengths of time are taken out. */
export const shifting = (source: string, read: Rule['read']): Rule => ({ on: 'all', pattern: phrase(source), read });

/** A rule that reads the message as written. */
export const plain = (source: string, read: Rule['read']): Rule => ({ on: 'plain', pattern: phrase(source), read });
