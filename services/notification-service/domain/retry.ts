/** How often a delivery is tried before it has failed: with the waits below, over about 35 minutes. */
export const maxAttempts = 14;

/** A delivery this old has missed its purpose, whatever held it up, in ms. */
export const maxAgeMs = 24 * 3_600_000;

/** How long to wait after a failed try, in ms: 2 s, doubling, at most 5 minutes. */
export const retryDelayMs = (attempt: number): number => Math.min(2_000 * 2 ** (attempt - 1), 300_000);
