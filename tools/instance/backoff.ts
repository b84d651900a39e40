const firstMs = 500;
const longestMs = 30_000;
const settledMs = 60_000;

/**
 * How long to wait before the next start of a part that lived `livedMs` and died `failures`
 * times in a row; also the new number of failures.
 */
export const nextStart = (failures: number, livedMs: number): { delayMs: number; failures: number } => {
  const before = livedMs >= settledMs ? 0 : failures;
  return { delayMs: Math.min(longestMs, firstMs * 2 ** before), failures: before + 1 };
};
