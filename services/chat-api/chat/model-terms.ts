import type { SingleIntent } from '../domain/talk/intents.ts';
import type { Consent } from '../store/model-consents.ts';

/** A language model as it stands with the person whose turn it is. */
export interface ModelTerms {
  /** Who runs it, in words for people. */
  recipient: string;
  when: 'unsure' | 'always';
  consent: Consent;
  /** What it says of the message; undefined: it was not asked yet, null: it had nothing to say. */
  proposed: SingleIntent[] | null | undefined;
}
