/** The value below which a share of the samples lies. */
export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
};

/** Durations in ms; null if there is no sample. */
export interface Summary {
  p50_ms: number | null;
  p99_ms: number | null;
  samples: number;
}

const rounded = (ms: number): number | null => (Number.isNaN(ms) ? null : Math.round(ms * 10) / 10);

/** p50 and p99 of durations in ms, rounded for people. */
export const summary = (samples: readonly number[]): Summary => ({
  p50_ms: rounded(percentile(samples, 0.5)),
  p99_ms: rounded(percentile(samples, 0.99)),
  samples: samples.length,
});
