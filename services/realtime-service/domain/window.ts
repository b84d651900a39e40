/** A frame as it went out, with its place in the order of its user's changes. */
export interface Entry {
  user_seq: number;
  frame: string;
  bytes: number;
  /** When it was added, ms. */
  at: number;
}

/** The latest changes of one user, without a gap: those after `after` up to `last`. */
export interface Window {
  after: number;
  last: number;
  bytes: number;
  entries: readonly Entry[];
}

/** How much of a user's past is kept. */
export interface WindowLimits {
  count: number;
  bytes: number;
  ageMs: number;
}

const dropOldest = (window: Window, limits: WindowLimits, now: number): Window => {
  let { after, bytes } = window;
  let drop = 0;
  for (const entry of window.entries) {
    const fits = window.entries.length - drop <= limits.count && bytes <= limits.bytes && now - entry.at <= limits.ageMs;
    if (fits) break;
    drop += 1;
    after = entry.user_seq;
    bytes -= entry.bytes;
  }
  return drop === 0 ? window : { ...window, after, bytes, entries: window.entries.slice(drop) };
};

/**
 * The window with one more change; null if it has that change, or a later one, already.
 * After a gap the window begins anew.
 */
export const append = (window: Window | undefined, entry: Entry, limits: WindowLimits): Window | null => {
  if (window !== undefined && entry.user_seq <= window.last) return null;
  const follows = window !== undefined && entry.user_seq === window.last + 1;
  const before = follows ? window : { after: entry.user_seq - 1, bytes: 0, entries: [] };
  const grown = { after: before.after, last: entry.user_seq, bytes: before.bytes + entry.bytes, entries: [...before.entries, entry] };
  return dropOldest(grown, limits, entry.at);
};

/**
 * What a client that has seen `user_seq` missed; null if the window does not reach back
 * that far.
 */
export const missedSince = (window: Window | undefined, user_seq: number, oldest: number): readonly Entry[] | null => {
  if (window === undefined || user_seq < window.after) return null;
  const missed = window.entries.filter((entry) => entry.user_seq > user_seq);
  return missed.every(({ at }) => at >= oldest) ? missed : null;
};

/**
 * What a change means to a client that has seen `seen`; null: it was told to reload, and
 * takes its next change as it comes.
 */
export const fits = (seen: number | null, user_seq: number): 'next' | 'seen' | 'gap' => {
  if (seen === null || user_seq === seen + 1) return 'next';
  return user_seq <= seen ? 'seen' : 'gap';
};
