import type { Queryable } from '#platform/db/database';
import { failuresOf, planFailures } from '../domain/failure.ts';
import { maskLetter } from '../domain/mask/mask-letter.ts';
import { readFacts, readPayload } from '../domain/read-payload.ts';
import { searchText } from '../domain/search-text.ts';
import { listArrivals } from '../store/arrivals.ts';
import { listAttempts, reportsOf } from '../store/attempts.ts';
import { findLetter } from '../store/dead-letters.ts';
import { addFailure, lockFailures, removeFailures, setFailure } from '../store/failures.ts';

/**
 * Works out the failures of a dead letter from everything known about it. The dead letter
 * and the reports may come in any order: the last to arrive finds all the others.
 */
export const updateFailures = async (tx: Queryable, newId: () => string, dead_letter_id: string): Promise<void> => {
  const letter = await findLetter(tx, dead_letter_id);
  if (letter === null) return;
  const facts = readFacts(readPayload(letter.payload), letter.key);
  const { maskText, searchable } = maskLetter(letter);
  const reports = reportsOf(await listAttempts(tx, dead_letter_id));
  const known = failuresOf({ letter, event_type: facts.event_type, arrivals: await listArrivals(tx, dead_letter_id), reports, maskText });
  const { add, set, remove } = planFailures(await lockFailures(tx, dead_letter_id), known);
  for (const { id, facts: failure } of set) await setFailure(tx, id, failure, searchText(failure, facts, searchable));
  for (const failure of add) await addFailure(tx, { id: newId(), dead_letter_id, facts: failure, search: searchText(failure, facts, searchable) });
  if (remove.length > 0) await removeFailures(tx, remove);
};
