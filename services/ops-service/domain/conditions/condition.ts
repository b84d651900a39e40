import type { AlertKind } from '#contracts/http/ops/alerts';

/** Something that may be wrong, who looks for it, and what to do about it. The limit stands here once, for all who look. */
export interface Condition {
  /** critical: people notice it, or will; warning: look at it today. */
  severity: 'critical' | 'warning';
  /** The largest value that is still well, where one is measured. */
  limit?: number;
  /** How Prometheus looks. */
  rule?: { expr: string; for?: string; summary: string };
  /** How ops-service looks, without Prometheus: so many looks in a row fire, and resolve. `setting` replaces the limit. */
  own?: { kind: AlertKind; rounds: { bad: number; good: number }; setting?: string };
  /** For a person: what it means, and what to do. */
  means: string;
  act: string;
}

/** A ratio as people write it. */
export const percent = (ratio: number): string => `${Number((ratio * 100).toFixed(1))} %`;
