import type { LagReport } from './lag-report.ts';
import type { Tick } from './tick.ts';

/** Failures alike that nobody has dealt with yet. */
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

/** An outbox as far as it is known; the numbers are null where its service did not answer. */
export interface OutboxFacts {
  service: string;
  reachable: boolean;
  waiting: number | null;
  parked: number | null;
  oldest_age: number | null;
}

/** Everything that alerts are decided on, as it is at one instant. */
export interface Facts {
  /** In ms. */
  now: number;
  groups: readonly OpenGroup[];
  /** Whether the groups are told of as one already, because there were many. */
  together: boolean;
  lag: LagReport;
  clocks: readonly Tick[];
  outboxes: readonly OutboxFacts[];
}

/** Hours of the day in UTC during which events are expected, such as 8 to 18; over midnight where the first is the greater. */
export interface ExpectedHours {
  from: number;
  to: number;
}

/** From where on something is wrong. */
export interface Limits {
  lag: number;
  /** Consumers with a limit of their own. */
  lagByConsumer: ReadonlyMap<string, number>;
  errorRate: number;
  skew: number;
  outboxAgeSeconds: number;
  expectTraffic: ExpectedHours | null;
}

/** The lag from which a consumer is too far behind. */
export const limitOf = ({ lag, lagByConsumer }: Pick<Limits, 'lag' | 'lagByConsumer'>, consumer: string): number => lagByConsumer.get(consumer) ?? lag;
