/**
 * By how much the fullest partition is above the mean, as a ratio: 0 is even, 0.2 is 20 %
 * more than its share. Null where nothing came, or where there is only one partition.
 */
export const skewOf = (counts: readonly number[]): number | null => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (counts.length < 2 || total === 0) return null;
  const mean = total / counts.length;
  return (Math.max(...counts) - mean) / mean;
};
