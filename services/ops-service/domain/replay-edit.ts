import type { Difference } from '#contracts/http/ops/replays';
import { diffValues } from './diff.ts';
import { keepMasked, maskBefore } from './mask/edit-masked.ts';
import { maskData } from './mask/mask-letter.ts';
import { checkContract, readForReplay, type StoredLetter } from './replay-envelope.ts';
import { refuse, type Issue, type Refusal } from './replay-refusals.ts';

/**
 * The result of an edit: the data that would go out, how it differs, and what the contract
 * still does not allow.
 */
export type EditDecision =
  | { kind: 'edit'; data: unknown; diff: Difference[]; issues: Issue[] }
  | { kind: 'refused'; refusal: Refusal };

/** Which event is edited. */
export interface EditOrder {
  letter: Pick<StoredLetter, 'topic' | 'payload'>;
  /** The consumer that failed; '' when unknown. */
  consumer: string;
  /** The instant of the request, ISO. */
  now: string;
  data: unknown;
}

/**
 * Puts other data into an event: all other attributes stay, and so does what was left
 * masked. Fields unknown to the contract are dropped, as producers drop them. Only for a
 * known consumer: the copy has a new id, so all others would take it for a new event.
 */
export const decideEdit = ({ letter, consumer, now, data }: EditOrder): EditDecision => {
  const read = readForReplay(letter, now);
  if (read.kind === 'refused') return read;
  if (consumer === '') {
    return refuse('nobody_named', 'Nobody knows which consumer failed', 'an edited copy has a new id, and every consumer would take it for a new event: replay it as it is, or archive it with a reason');
  }
  const original = read.envelope['data'];
  const wanted = keepMasked(data, original);
  const checked = checkContract({ ...read.envelope, data: wanted });
  if (checked.kind === 'unknown') {
    return refuse('unknown_type', 'This type of event has no contract here', 'an edit of it cannot be validated: replay it as it is, or archive it with a reason');
  }
  if (checked.kind === 'broken' && !checked.inDataOnly) {
    return refuse('envelope_broken', 'The envelope of this event breaks its contract', 'only data can be edited: archive it with a reason, and mend its producer', checked.issues);
  }
  const after = checked.kind === 'sound' ? checked.data : wanted;
  const issues = checked.kind === 'sound' ? [] : checked.issues;
  return { kind: 'edit', data: after, diff: maskBefore(diffValues(original, after), maskData(read.envelope.type, original)), issues };
};
