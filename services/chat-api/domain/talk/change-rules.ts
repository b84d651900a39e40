import { targetOf } from './commands-task.ts';
import type { ChatPatch } from './intents.ts';
import { phrase, type Found } from './match.ts';
import { newTaskOf } from './read-new.ts';
import { reading, type Heard, type Rule, type Understood } from './reading.ts';

/** Reads a change of the task that was found; with `offer` the person may say that it was meant as a new task. */
export const changed = (heard: Heard, found: Found, patch: ChatPatch, offer = false): Understood => {
  const { said, target } = targetOf({ ...heard, tags: [] }, found, 'change');
  const intent = { kind: 'change', target: target.by === 'nothing' ? ({ by: 'spoken' } as const) : target, patch } as const;
  const made = offer ? newTaskOf(heard).intent : null;
  return reading(said, [intent], { otherwise: made === null || made.title === '' ? undefined : { intent: made, offered: true } });
};

/** In a phrase: the task's name, one character at least. */
export const T = '(?<task>.+?)';
/** In a phrase: the task's name, or nothing. */
export const O = '(?<task>.*?)';

/** A rule that is tried on what is left once the times are taken out. */
export const timed = (source: string, read: Rule['read']): Rule => ({ on: 'timed', pattern: phrase(source), read });

/** A rule that is tried on what is left once times and lengths of time are taken out. */
export const shifting = (source: string, read: Rule['read']): Rule => ({ on: 'all', pattern: phrase(source), read });

/** A rule that is tried on the message as it stands. */
export const plain = (source: string, read: Rule['read']): Rule => ({ on: 'plain', pattern: phrase(source), read });
