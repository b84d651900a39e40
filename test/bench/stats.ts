/** The value below which a share of the samples lies. */
export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
};

/** p50 and p99 of durations in ms, rounded for people. */
export const summary = (samples: readonly number[]): { p50_ms: number; p99_ms: number; samples: number } => ({
  p50_ms: Math.round(percentile(samples, 0.5) * 10) / 10,
  p99_ms: Math.round(percentile(samples, 0.99) * 10) / 10,
  samples: samples.length,
});
