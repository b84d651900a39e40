import type { Message } from '../domain/content.ts';
import type { Claim } from '../store/dispatches.ts';

/** How one try on a channel ended. */
export type Sent =
  | { kind: 'delivered' }
  | { kind: 'failed'; reason: string }
  /** Nothing failed, but it must not be sent. */
  | { kind: 'dropped'; reason: string }
  /**
   * `counts` is false if the try never reached the receiving server; `atLeastMs` is how
   * long that server asks us to wait.
   */
  | { kind: 'later'; reason: string; counts: boolean; done_for?: readonly string[]; atLeastMs?: number };

/**
 * Takes one dispatch to its user on one channel; throws only if something that this service
 * itself needs is down.
 */
export type Sender = (claim: Claim, content: Message) => Promise<Sent>;
