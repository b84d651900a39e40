import type { SingleIntent } from '../domain/talk/intents.ts';
import type { Consent } from '../store/model-consents.ts';

/** A language model, and whether the person whose turn it is allows it. */
export interface ModelTerms {
  /** Who runs it, in words for people. */
  recipient: string;
  when: 'unsure' | 'always';
  consent: Consent;
  /**
   * What it says about the message; undefined: it was not asked yet, null: it had nothing
   * to say.
   */
  proposed: SingleIntent[] | null | undefined;
}
