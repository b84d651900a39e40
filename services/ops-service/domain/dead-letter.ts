import type { FailureReason } from '#contracts/http/ops/failures';

/** Where a message stands in Kafka. */
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
  /** Where the event first stood; of a message written straight into a dead-letter topic, where it stands there. */
  place: Place;
}

/** An arrival of it in a dead-letter topic: one for each consumer that failed, and for each replay that did. */
export interface Arrival {
  /** The place of the event whose delivery failed: the original's, or a replay's. */
  place: Place;
  /** When Kafka got it, in ms. */
  at: number;
}

/** What a consumer reported of one delivery. */
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

/** A reason and what it means here, in words. */
export interface Diagnosis {
  reason: FailureReason;
  explanation: string;
}

/** Whether two places are the same. */
export const isSamePlace = (a: Place, b: Place): boolean => a.topic === b.topic && a.partition === b.partition && a.offset === b.offset;
