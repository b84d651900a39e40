import type { FailureReason } from '#contracts/http/ops/failures';

/** The place of a message in Kafka. */
export interface Place {
  topic: string;
  partition: number;
  /** Decimal text. */
  offset: string;
}

/** A dead letter as it came. */
export interface Letter {
  payload: Buffer;
  key: string | null;
  /** Kafka headers, names in lower case. */
  headers: Record<string, string>;
  /**
   * The original place of the event; for a message written straight into a dead-letter
   * topic, its place there.
   */
  place: Place;
}

/**
 * An arrival in a dead-letter topic: one for each consumer that failed, and for each failed
 * replay.
 */
export interface Arrival {
  /** The place of the event whose delivery failed: the original or a replay. */
  place: Place;
  /** When Kafka got it, in ms. */
  at: number;
}

/** What a consumer reported about one delivery. */
export interface Report {
  consumer: string;
  /** Null where the report does not say. */
  place: Place | null;
  outcome: 'failed' | 'handled' | 'duplicate' | 'stale';
  /** Which try at this place it was. */
  attempt: number;
  /** In ms. */
  at: number;
  error_class: string | null;
  message: string | null;
  stack: string | null;
  build: string;
}

/** A reason, and what it means in this case. */
export interface Diagnosis {
  reason: FailureReason;
  explanation: string;
}

/** Whether two places are the same. */
export const isSamePlace = (a: Place, b: Place): boolean => a.topic === b.topic && a.partition === b.partition && a.offset === b.offset;
