import { everything, type Intent, type SingleIntent, type Target } from './intents.ts';
import type { Heard } from './reading.ts';
import { daysOf } from './read-when.ts';
import { textOf, type Said } from './said.ts';
import type { Spoken } from './spoken.ts';
import { glue } from './wishes.ts';

/** Whether nothing but a time was said. */
export const timeOnly = (said: Said): boolean => textOf(said).replace(glue, '') === '';

/** The list that was shown last, of other days. */
export const listThen = (heard: Heard, { conversation: { filter: shown, last } }: Spoken): SingleIntent | null => {
  const days = daysOf(heard.when);
  const filter = shown ?? (last === null ? everything : null);
  return filter === null || days === null ? null : { kind: 'list', filter: { ...filter, overdue: false, ...days }, count: false };
};

/** The last act for another task. */
export const withTarget = (last: Intent | undefined, target: Target): SingleIntent | null => (last !== undefined && 'target' in last ? { ...last, target } : null);
