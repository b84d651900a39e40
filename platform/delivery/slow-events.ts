import { isTimeout } from '../db/outage.ts';

/** Tells an event that takes too long by itself from one that was under way while everything took too long. */
export interface SlowEvents {
  /** Whether an error says that the server ended a statement of these events for its time, and not for the first time. */
  isTheirOwn(error: unknown, ids: readonly string[]): boolean;
  handled(ids: readonly string[]): void;
}

const longestMemory = 1_000;

/** Remembers, in this process, which events met a time limit last time; whoever asks knows that the server has answered in between. */
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
