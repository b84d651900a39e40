/** From where on something is wrong, unless a setting says otherwise: ops-service alerts by these, and Prometheus by rules that are made from them. */
export const defaultLimits = {
  /** Events that a consumer may be behind in a topic. */
  lag: 1_000,
  /** The part of a consumer's deliveries that may fail, told only of so many in five minutes. */
  errorRate: 0.01,
  errorRateMinTries: 100,
  /** How far the fullest partition may be above the mean: 0.2 is 20 %. */
  skew: 0.2,
  outboxAgeSeconds: 60,
  /** Clocks tick every second; one that has not for so long stands still. */
  clockSeconds: 60,
  /** Fewer task events a second than this are silence. */
  silencePerSecond: 1,
} as const;
