/** Why an event failed, as ops-service tells it. */
export type Reason = 'handler_failed' | 'contract_broken' | 'malformed' | 'unroutable' | 'expired' | 'stopped_sidecar' | 'unknown';

/** What became of a failure. */
export type FailureState = 'open' | 'replaying' | 'handled' | 'archived';

/** A failed event and the consumer that failed. */
export interface Failure {
  id: string;
  consumer: string | null;
  reason: Reason;
  explanation: string;
  error_class: string | null;
  message: string | null;
  event_type: string | null;
  event_id: string | null;
  user_id: string | null;
  task_id: string | null;
  topic: string;
  partition: number;
  offset: string;
  attempts: number;
  first_failed_at: string;
  last_failed_at: string;
  state: FailureState;
  group: string;
}

/** Failures alike. */
export interface FailureGroup {
  group: string;
  consumer: string | null;
  event_type: string | null;
  reason: Reason;
  error_class: string | null;
  message: string;
  count: number;
  open: number;
  first_seen: string;
  last_seen: string;
}

/** A delivery that was reported. */
export interface Try {
  consumer: string;
  attempt: number;
  at: string;
  outcome: 'failed' | 'handled' | 'duplicate' | 'stale';
  error_class: string | null;
  message: string | null;
  build: string;
}

/** A failure published again. */
export interface Replay {
  id: string;
  event_id: string;
  mode: 'same' | 'edited';
  requested_at: string;
  state: 'waiting' | 'published' | 'handled' | 'failed_again' | 'unconfirmed' | 'cancelled';
  outcome: string | null;
  reason: string | null;
}

/** A failure with its event and all that was said of it. */
export interface Dossier extends Failure {
  stack: string | null;
  build: string | null;
  archived_reason: string | null;
  correlation_id: string | null;
  captured_at: string;
  key: string | null;
  headers: Record<string, string>;
  payload: unknown;
  payload_encoding: 'json' | 'text' | 'base64';
  tries: Try[];
  replays: Replay[];
  others: Failure[];
}

/** One place where edited data differs. */
export interface Difference {
  path: string;
  before?: unknown;
  after?: unknown;
}

/** What an edit would do. */
export interface EditPreview {
  valid: boolean;
  issues: { path: string; message: string }[];
  diff: Difference[];
}

/** Failures that stay behind, by the reason. */
export interface Refused {
  code: string;
  count: number;
  detail: string;
}

/** What a bulk replay would do. */
export interface BulkPlan {
  total: number;
  replayable: number;
  refused: Refused[];
}

/** A bulk replay and how far it has come. */
export interface BulkReplay {
  id: string;
  fingerprint: string;
  requested_at: string;
  state: 'running' | 'paused' | 'stopped' | 'done';
  stopped_reason: string | null;
  batch_size: number;
  rate_per_second: number;
  progress: Record<'total' | 'waiting' | 'published' | 'handled' | 'failed_again' | 'unconfirmed' | 'cancelled', number>;
}

/** How far a consumer is behind in a topic. */
export interface ConsumerLag {
  consumer: string;
  topic: string;
  lag: number;
  /** The lag from which an alert fires. */
  limit: number;
  committed_lag: number;
  partitions: { partition: number; lag: number }[];
  rate_per_second: number | null;
  error_rate: number | null;
}

/** What GET /ops/lag answers. */
export interface LagReport {
  measured_at: string | null;
  stale: boolean;
  reason: string | null;
  groups: ConsumerLag[];
}

/** A service's outbox; null where it did not answer. */
export interface Outbox {
  service: string;
  reachable: boolean;
  reason: string | null;
  waiting: number | null;
  parked: number | null;
  oldest_age: number | null;
  parked_events: { id: string; topic: string; parked_reason: string }[];
}

/** Something that is wrong, or was. */
export interface Alert {
  alert: string;
  subject: string;
  state: 'firing' | 'resolved';
  severity: 'error' | 'warning';
  summary: string;
  path: string;
  fired_at: string | null;
  resolved_at: string | null;
}
