import type { AlertKind } from '#contracts/http/ops/alerts';

/**
 * Something that is wrong now. Kind and subject identify it: two findings that share both
 * are one alert.
 */
export interface Finding {
  kind: AlertKind;
  /**
   * What it is about, unique within its kind: a group of failures, a consumer with a topic,
   * a service, …
   */
  subject: string;
  severity: 'error' | 'warning';
  /** One sentence for a person. */
  summary: string;
  details: Record<string, string | number | null>;
  /** Where in this service's HTTP interface to look. */
  path: string;
  /** The command of `npm run ops` that shows more. */
  command: string;
  /** When it last happened, for findings that are reported again after a period; ISO. */
  latest: string | null;
}

/**
 * What is unknown now: every subject of the kind when `subject` is null, except those
 * named. Alerts about it stay as they are.
 */
export interface Unknown {
  kind: AlertKind;
  subject: string | null;
  except?: readonly string[];
}

/** The result of a look: whatever is in neither list is well. */
export interface Findings {
  bad: Finding[];
  unknown: Unknown[];
}

/** An alert and its history. */
export interface Alert extends Finding {
  /** pending: not wrong for long enough yet. */
  state: 'pending' | 'firing' | 'resolved';
  /** Consecutive looks that found it wrong while pending, or well while firing. */
  bad_rounds: number;
  good_rounds: number;
  fired_at: string | null;
  resolved_at: string | null;
  /** When people were last told that it fires. */
  notified_at: string | null;
}
