/**
 * How long to wait after a failed try to send a notice, in ms: 1 s, doubling, at most 5
 * minutes.
 */
export const noticeDelayMs = (attempt: number): number => Math.min(1_000 * 2 ** (attempt - 1), 300_000);

/** A notice this old helps nobody any more, in ms. */
export const noticeMaxAgeMs = 24 * 3_600_000;
