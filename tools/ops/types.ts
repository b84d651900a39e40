/** A failure as the list of GET /ops/dead-letters has it. */
export interface Failure {
  id: string;
  consumer: string | null;
  reason: string;
  explanation: string;
  error_class: string | null;
  message: string | null;
  event_type: string | null;
  event_id: string | null;
  user_id: string | null;
  topic: string;
  partition: number;
  offset: string;
  attempts: number;
  first_failed_at: string;
  last_failed_at: string;
  state: string;
  group: string;
}

/** Failures alike. */
export interface FailureGroup {
  group: string;
  consumer: string | null;
  event_type: string | null;
  reason: string;
  error_class: string | null;
  message: string;
  count: number;
  open: number;
  first_seen: string;
  last_seen: string;
}

/** One failure published again. */
export interface Replay {
  id: string;
  event_id: string;
  mode: string;
  requested_at: string;
  state: string;
  outcome: string | null;
  reason: string | null;
}

/** A failure with its event and all that was said of it. */
export interface Dossier extends Failure {
  stack: string | null;
  build: string | null;
  archived_reason: string | null;
  key: string | null;
  headers: Record<string, string>;
  payload: unknown;
  tries: { attempt: number; at: string; outcome: string; error_class: string | null; message: string | null; build: string }[];
  replays: Replay[];
  others: Failure[];
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
  progress: { total: number; waiting: number; published: number; handled: number; failed_again: number; unconfirmed: number; cancelled: number };
}

/** Failures that stay behind, by the reason. */
export type Refusals = { code: string; count: number; detail: string }[];

/** GET /ops/lag. */
export interface LagReport {
  measured_at: string | null;
  stale: boolean;
  reason: string | null;
  groups: { consumer: string; topic: string; lag: number; committed_lag: number; rate_per_second: number | null; error_rate: number | null }[];
  topics: { topic: string; rate_per_second: number | null; skew: number | null }[];
}

/** An outbox of GET /ops/outbox. */
export interface Outbox {
  service: string;
  reachable: boolean;
  reason: string | null;
  waiting: number | null;
  parked: number | null;
  oldest_age: number | null;
  parked_events: { id: string; topic: string; parked_at: string; parked_reason: string }[];
}

/** An alert of GET /ops/alerts. */
export interface Alert {
  alert: string;
  subject: string;
  state: string;
  severity: string;
  summary: string;
  fired_at: string | null;
  resolved_at: string | null;
}
