import type { TimeContext } from '../when/types.ts';
import type { DuePatch, Intent, Option, SingleIntent } from './intents.ts';
import type { Found } from './match.ts';
import type { When } from './read-when.ts';
import type { Said } from './said.ts';

/** What one reading of a message asks for. */
export interface Reading {
  said: Said;
  /**
   * More than one only if a title may itself contain "to" or a date; the one whose task
   * fits best counts.
   */
  intents: SingleIntent[];
  /** If no task fits: a new task from the same words, made at once or only offered. */
  otherwise?: { intent: SingleIntent; offered: boolean } | undefined;
  /** The words were guessed: asks if a task fits, makes a new task if none does. */
  guessed?: boolean | undefined;
  /** Asks this if a task fits, because the message does not say when. */
  asksWhen?: string | undefined;
  /** No command was given: an existing task with this very title may be meant. */
  bare?: boolean | undefined;
  /**
   * "i'll pay rent": an existing task with this very title may be meant, though the words
   * are those of a new one.
   */
  wished?: boolean | undefined;
  /** Added to the reply once the act is done: that a time was moved. */
  says?: string | undefined;
  /** Meant as often as the other reading: asks even if a task fits. */
  unless?: SingleIntent | undefined;
}

/** Something that the person must answer before anything happens. */
export interface Question {
  said: Said;
  asks: 'choice' | 'title' | 'when' | 'task';
  reply: string;
  options: Option[];
  /** What the answer completes. */
  pending?: Intent | undefined;
  /** A text that may speak of a task, and when: what can be done to that task is offered first. */
  about?: { text: string; due: DuePatch | undefined } | undefined;
}

/** What a message means by itself. */
export type Understood = { kind: 'reading'; reading: Reading } | { kind: 'question'; question: Question };

/** A message in the forms that commands are read from. */
export interface Heard {
  /** With those words of time blank that a task can have. */
  timed: Said;
  /** With all words of time blank, including lengths and periods. */
  all: Said;
  /** With nothing claimed but quotes. */
  whole: Said;
  /** With nothing claimed but courtesy and quotes. */
  plain: Said;
  when: When;
  tags: string[];
  priority: 'HIGH' | 'MEDIUM' | 'LOW' | null;
  context: TimeContext & { now_local: string };
}

/** One way in which people say something. */
export interface Rule {
  /** Which form of the message the pattern is matched against. */
  on: 'timed' | 'all' | 'plain';
  pattern: RegExp;
  read: (heard: Heard, found: Found) => Understood | null;
}

/** The reply to a message that is neither a task nor a command. */
export const notSure = 'I am not sure what you would like me to do.';

export const reading = (said: Said, intents: SingleIntent[], more: Omit<Reading, 'said' | 'intents'> = {}): Understood => ({ kind: 'reading', reading: { said, intents, ...more } });

export const question = (said: Said, asks: Question['asks'], reply: string, more: Partial<Pick<Question, 'options' | 'pending' | 'about'>> = {}): Understood => ({
  kind: 'question',
  question: { said, asks, reply, options: [], ...more },
});
