import type { AlertKind } from '#contracts/http/ops/alerts';

/**
 * Something that may be wrong, who looks for it, and what to do about it. Everyone who
 * looks takes the limit from here.
 */
export interface Condition {
  /** critical: people notice it, or will; warning: look at it today. */
  severity: 'critical' | 'warning';
  /** The limit, when something is measured. */
  limit?: number;
  /** How Prometheus looks. */
  rule?: { expr: string; for?: string; summary: string };
  /**
   * How ops-service looks, without Prometheus, and how many consecutive looks fire or
   * resolve the alert. `setting` overrides the limit.
   */
  own?: { kind: AlertKind; rounds: { bad: number; good: number }; setting?: string };
  /** For a person: what it means, and what to do. */
  means: string;
  act: string;
}

/** A ratio as people write it. */
export const percent = (ratio: number): string => `${Number((ratio * 100).toFixed(1))} %`;
