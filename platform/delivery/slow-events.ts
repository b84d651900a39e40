import { isTimeout } from '../db/outage.ts';

/** Tells an event that is slow by itself from one that was slow because everything was. */
export interface SlowEvents {
  /**
   * Whether the server cancelled a statement of these events because of its time limit, and
   * not for the first time.
   */
  isTheirOwn(error: unknown, ids: readonly string[]): boolean;
  handled(ids: readonly string[]): void;
}

const longestMemory = 1_000;

/**
 * Remembers in this process which events hit a time limit last time; callers know that the
 * server has answered in between.
 */
export const watchSlowEvents = (): SlowEvents => {
  const late = new Set<string>();
  const keyOf = (ids: readonly string[]): string => ids.join();
  return {
    isTheirOwn: (error, ids) => {
      if (!isTimeout(error)) return false;
      if (late.has(keyOf(ids))) return true;
      late.add(keyOf(ids));
      if (late.size > longestMemory) late.delete(late.values().next().value!);
      return false;
    },
    handled: (ids) => void late.delete(keyOf(ids)),
  };
};
