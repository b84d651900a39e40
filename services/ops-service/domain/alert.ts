import type { AlertKind } from '#contracts/http/ops/alerts';

/** Something that is wrong now. Kind and subject together say what: two findings with the same are one alert. */
export interface Finding {
  kind: AlertKind;
  /** A group of failures, a consumer with a topic, a service, …: text that names it among its kind. */
  subject: string;
  severity: 'error' | 'warning';
  /** One sentence for a person. */
  summary: string;
  details: Record<string, string | number | null>;
  /** Where in this service's HTTP interface to look. */
  path: string;
  /** The command of `npm run ops` that shows more. */
  command: string;
  /** When what it is about last happened, for findings that are told again after a period; ISO. */
  latest: string | null;
}

/** What cannot be told now; every subject of the kind where `subject` is null, but for those named. An alert about it stays as it is. */
export interface Unknown {
  kind: AlertKind;
  subject: string | null;
  except?: readonly string[];
}

/** The result of a look at everything: what is in neither list is well. */
export interface Findings {
  bad: Finding[];
  unknown: Unknown[];
}

/** An alert through its life. */
export interface Alert extends Finding {
  /** pending: not wrong for long enough yet. */
  state: 'pending' | 'firing' | 'resolved';
  /** Looks in a row that found it wrong, while pending; and well, while firing. */
  bad_rounds: number;
  good_rounds: number;
  fired_at: string | null;
  resolved_at: string | null;
  /** When people were last told that it fires. */
  notified_at: string | null;
}
