import type { Queryable } from '#platform/db/database';
import { failuresOf, planFailures } from '../domain/failure.ts';
import { readFacts, readPayload } from '../domain/read-payload.ts';
import { searchText } from '../domain/search-text.ts';
import { listArrivals } from '../store/arrivals.ts';
import { failedTries, listAttempts } from '../store/attempts.ts';
import { findLetter } from '../store/dead-letters.ts';
import { addFailure, lockFailures, removeFailures, setFailure } from '../store/failures.ts';

/**
 * Tells the failures of a dead letter anew from all that is known of it. What arrives first, the dead letter or the reports on it, does not matter:
 * the last one to come finds everything.
 */
export const updateFailures = async (tx: Queryable, newId: () => string, dead_letter_id: string): Promise<void> => {
  const letter = await findLetter(tx, dead_letter_id);
  if (letter === null) return;
  const facts = readFacts(readPayload(letter.payload), letter.key);
  const tries = failedTries(await listAttempts(tx, dead_letter_id));
  const known = failuresOf({ letter, event_type: facts.event_type, arrivals: await listArrivals(tx, dead_letter_id), tries });
  const { add, set, remove } = planFailures(await lockFailures(tx, dead_letter_id), known);
  for (const { id, facts: failure } of set) await setFailure(tx, id, failure, searchText(failure, facts, letter.payload));
  for (const failure of add) await addFailure(tx, { id: newId(), dead_letter_id, facts: failure, search: searchText(failure, facts, letter.payload) });
  if (remove.length > 0) await removeFailures(tx, remove);
};
