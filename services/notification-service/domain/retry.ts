/**
 * How long a dispatch is tried, in ms, whatever holds it up; when it is older, it has
 * missed its purpose.
 */
export const maxAgeMs = 24 * 3_600_000;

/** How long to wait after a failed try, in ms: 2 s, doubling, at most 5 minutes. */
export const retryDelayMs = (attempt: number): number => Math.min(2_000 * 2 ** Math.min(attempt - 1, 20), 300_000);

/**
 * The wait that a server's Retry-After asks for, in ms from now: seconds or an HTTP date; 0
 * if it is missing or unreadable.
 */
export const retryAfterMs = (header: string | undefined, now: number): number => {
  if (header === undefined) return 0;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), maxAgeMs) : 0;
};
