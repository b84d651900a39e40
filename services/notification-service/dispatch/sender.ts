import type { Message } from '../domain/content.ts';
import type { Claim } from '../store/dispatches.ts';

/** What became of one try on a channel. */
export type Sent =
  | { kind: 'delivered' }
  | { kind: 'failed'; reason: string }
  /** Nothing went wrong: it is not to be sent. */
  | { kind: 'dropped'; reason: string }
  /** `counts` is false where the try never got as far as the receiving server; `atLeastMs` is what that server asks to wait. */
  | { kind: 'later'; reason: string; counts: boolean; done_for?: readonly string[]; atLeastMs?: number };

/** Takes one dispatch to its user on one channel; throws only on outages of what this service itself stands on. */
export type Sender = (claim: Claim, content: Message) => Promise<Sent>;
