import type { LagReport } from './lag-report.ts';
import type { Tick } from './tick.ts';

/** Failures of the same kind that nobody has dealt with yet. */
export interface OpenGroup {
  fingerprint: string;
  consumer: string;
  event_type: string | null;
  reason: string;
  /** The message of the latest. */
  message: string | null;
  count: number;
  first_failed_at: Date;
  last_failed_at: Date;
}

/** An outbox as far as known; the numbers are null when its service did not answer. */
export interface OutboxFacts {
  service: string;
  reachable: boolean;
  waiting: number | null;
  parked: number | null;
  oldest_age: number | null;
}

/** Everything that alerts depend on, at one instant. */
export interface Facts {
  /** In ms. */
  now: number;
  groups: readonly OpenGroup[];
  /** Whether all groups already share one alert, because there were many. */
  together: boolean;
  lag: LagReport;
  clocks: readonly Tick[];
  outboxes: readonly OutboxFacts[];
}

/**
 * Hours of the day in UTC during which events are expected, such as 8 to 18, or over
 * midnight such as 22 to 6.
 */
export interface ExpectedHours {
  from: number;
  to: number;
}

/** Limits, beyond which something is wrong. */
export interface Limits {
  lag: number;
  /** The limits of single consumers. */
  lagByConsumer: ReadonlyMap<string, number>;
  errorRate: number;
  skew: number;
  outboxAgeSeconds: number;
  expectTraffic: ExpectedHours | null;
}

/** The lag from which a consumer is too far behind. */
export const limitOf = ({ lag, lagByConsumer }: Pick<Limits, 'lag' | 'lagByConsumer'>, consumer: string): number => lagByConsumer.get(consumer) ?? lag;
