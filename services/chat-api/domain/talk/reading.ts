import type { TimeContext } from '../when/types.ts';
import type { DuePatch, Intent, Option, SingleIntent } from './intents.ts';
import type { Found } from './match.ts';
import type { When } from './read-when.ts';
import type { Said } from './said.ts';

/** What one reading of a message asks for. */
export interface Reading {
  said: Said;
  /** More than one only where a title may itself contain "to" or a date; the one whose task fits best counts. */
  intents: SingleIntent[];
  /** Where no task fits: a new task of the same words, made at once or only offered. */
  otherwise?: { intent: SingleIntent; offered: boolean } | undefined;
  /** The words were guessed: asked where a task fits, a new task where none does. */
  guessed?: boolean | undefined;
  /** What is to be done to the task is still open: asked where there is one. */
  asksWhen?: string | undefined;
  /** No command was said: a task of this very title that is there already may be meant. */
  bare?: boolean | undefined;
  /** "i'll pay rent": a task of this very title may be meant, though it was said as a new one. */
  wished?: boolean | undefined;
  /** What is said with what was done: that a time was moved. */
  says?: string | undefined;
  /** Both are meant as often: asked even where a task fits. */
  unless?: SingleIntent | undefined;
}

/** Something that the person must say before anything happens. */
export interface Question {
  said: Said;
  asks: 'choice' | 'title' | 'when' | 'task';
  reply: string;
  options: Option[];
  /** What the answer completes. */
  pending?: Intent | undefined;
  /** A text that may speak of a task, and when: what can be done to that is offered first. */
  about?: { text: string; due: DuePatch | undefined } | undefined;
}

/** What a message says by itself. */
export type Understood = { kind: 'reading'; reading: Reading } | { kind: 'question'; question: Question };

/** What a command is read from. */
export interface Heard {
  /** Words of time that a task can have are blank. */
  timed: Said;
  /** All words of time are blank, lengths and stretches of days too. */
  all: Said;
  /** Nothing but quotes is accounted for. */
  whole: Said;
  /** Nothing but courtesy and quotes is accounted for. */
  plain: Said;
  when: When;
  tags: string[];
  priority: 'HIGH' | 'MEDIUM' | 'LOW' | null;
  context: TimeContext & { now_local: string };
}

/** One way in which people say something. */
export interface Rule {
  /** Which words of time are blank to the pattern. */
  on: 'timed' | 'all' | 'plain';
  pattern: RegExp;
  read: (heard: Heard, found: Found) => Understood | null;
}

/** Said where a message is no task and no command. */
export const notSure = 'I am not sure what you would like me to do.';

export const reading = (said: Said, intents: SingleIntent[], more: Omit<Reading, 'said' | 'intents'> = {}): Understood => ({ kind: 'reading', reading: { said, intents, ...more } });

export const question = (said: Said, asks: Question['asks'], reply: string, more: Partial<Pick<Question, 'options' | 'pending' | 'about'>> = {}): Understood => ({
  kind: 'question',
  question: { said, asks, reply, options: [], ...more },
});
