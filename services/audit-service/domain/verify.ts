import { digestOf, hashOf } from './chain.ts';

/** A stored entry as verification reads it; payload and salt are null once erased. */
export interface StoredEntry {
  position: number;
  event_id: string;
  operation: string;
  user_id: string | null;
  actor: string | null;
  task_id: string | null;
  payload: string | null;
  salt: Buffer | null;
  digest: Buffer;
  hash: Buffer;
  erased: boolean;
}

/** How far the verification of a chain has come. */
export interface Position {
  position: number;
  hash: Buffer;
}

/** Columns that repeat parts of the payload for an index; they must match it. */
const repeated = ['event_id', 'operation', 'user_id', 'actor', 'task_id'] as const;

const checkPayload = (entry: StoredEntry): string | undefined => {
  if (entry.payload === null || entry.salt === null) return entry.erased ? undefined : 'the payload is gone without an erasure';
  if (!digestOf(entry.salt, entry.payload).equals(entry.digest)) return 'the payload was changed';
  const payload = JSON.parse(entry.payload) as Record<string, unknown>;
  const changed = repeated.find((name) => payload[name] !== entry[name]);
  return changed === undefined ? undefined : `the column ${changed} was changed`;
};

/**
 * What is wrong with an entry that should come right after `previous`; undefined if it is
 * sound.
 */
export const checkEntry = (previous: Position, entry: StoredEntry): string | undefined => {
  if (entry.position !== previous.position + 1) return `entries ${previous.position + 1} to ${entry.position - 1} are missing`;
  if (!hashOf(entry.position, previous.hash, entry.digest).equals(entry.hash)) return 'the hash does not follow from the entry before';
  return checkPayload(entry);
};

/** What is wrong with the end of a chain: entries cut off, or added past the recorded head. */
export const checkHead = (last: Position, head: Position): string | undefined => {
  if (last.position < head.position) return `entries ${last.position + 1} to ${head.position} are missing at the end`;
  if (last.position > head.position || !last.hash.equals(head.hash)) return 'the head does not match the last entry';
  return undefined;
};
