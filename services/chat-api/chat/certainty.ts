import type { OnTask, SingleIntent } from '../domain/talk/intents.ts';
import type { Reading } from '../domain/talk/reading.ts';
import { suggestionsFor } from '../domain/talk/told.ts';
import type { Candidate } from '../store/find-tasks.ts';

/** What a reading leaves open beside its first intent. */
export type Alternatives = Omit<Reading, 'said' | 'intents' | 'says'>;

/** Marking a task as begun loses nothing. */
const isBeginning = (intent: OnTask): boolean => intent.kind === 'change' && intent.patch.status === 'IN_PROGRESS';

/** Whether a name whose words match is enough. */
const byWords = (intent: OnTask, otherwise: Alternatives['otherwise']): boolean => intent.kind === 'skip' || (intent.kind !== 'delete' && (otherwise?.offered !== false || isBeginning(intent)));

/** Whether one task is certain enough to be changed at once. */
export const isSure = (intent: OnTask, by: 'exact' | 'words' | 'nearly', { otherwise, unless, guessed }: Alternatives): boolean => {
  if (intent.kind === 'tell') return true;
  if (by === 'nearly' || unless !== undefined || guessed === true) return false;
  return by === 'exact' || byWords(intent, otherwise);
};

/**
 * What may be meant if a wish names one instance of a series, or skips a task that does not
 * repeat.
 */
export const oneTimeOf = (intent: OnTask, task: Candidate): OnTask[] => {
  if (intent.kind === 'skip' && task.recurrence === null) return suggestionsFor('skip', undefined, false);
  const due = intent.kind === 'delete' && task.recurrence !== null && intent.target.by === 'title' ? intent.target.due : null;
  return due === null ? [] : [{ kind: 'skip', target: intent.target, after: due.to }, intent];
};

/**
 * The new task to make at once rather than ask about one that almost matches. An instance of a
 * series may be named by a day that is not its own, so skipping always asks.
 */
export const insteadOf = ({ kind }: OnTask, { otherwise }: Alternatives): SingleIntent | null => (kind !== 'skip' && otherwise?.offered === false ? otherwise.intent : null);
