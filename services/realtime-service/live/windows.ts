import { append, missedSince, type Entry, type Window, type WindowLimits } from '../domain/window.ts';

/** How much is remembered of each user, and of all together. */
export interface WindowsLimits extends WindowLimits {
  totalBytes: number;
}

/** Enough for a client that reconnects within ten minutes; the total limits the memory. */
export const windowsLimits: WindowsLimits = { count: 200, bytes: 1_048_576, ageMs: 600_000, totalBytes: 64 * 1_048_576 };

/** The recent changes of all users, in this process's memory. */
export interface Windows {
  /** False if the change is already known. */
  add(userId: string, entry: Entry): boolean;
  /** What a user's client missed, or null if that is unknown. */
  missed(userId: string, user_seq: number, now: number): readonly Entry[] | null;
  /** The latest known change of a user. */
  last(userId: string): number | null;
  /** Forgets users who have had no changes for longer than the windows reach back. */
  sweep(now: number): void;
  /** Forgets a user. */
  forget(userId: string): void;
  /** Forgets everything: something may have been missed. */
  clear(): void;
  bytes(): number;
}

/** Windows that forget the users idle longest when the total grows too large. */
export const createWindows = (limits: WindowsLimits): Windows => {
  // Ordered by last change.
  const windows = new Map<string, Window>();
  let total = 0;
  const forget = (userId: string): void => {
    total -= windows.get(userId)?.bytes ?? 0;
    windows.delete(userId);
  };
  const keep = (userId: string, window: Window): void => {
    forget(userId);
    windows.set(userId, window);
    total += window.bytes;
    while (total > limits.totalBytes && windows.size > 1) forget(windows.keys().next().value!);
  };
  const isQuiet = ({ entries }: Window, now: number): boolean => (entries.at(-1)?.at ?? 0) < now - limits.ageMs;
  return {
    add: (userId, entry) => {
      const window = append(windows.get(userId), entry, limits);
      if (window !== null) keep(userId, window);
      return window !== null;
    },
    missed: (userId, user_seq, now) => missedSince(windows.get(userId), user_seq, now - limits.ageMs),
    last: (userId) => windows.get(userId)?.last ?? null,
    sweep: (now) => {
      for (const [userId, window] of windows) {
        if (!isQuiet(window, now)) return;
        forget(userId);
      }
    },
    forget,
    clear: () => {
      windows.clear();
      total = 0;
    },
    bytes: () => total,
  };
};
