/** How many tries of one user may go on at once on a channel; the rest is for others. */
export const atOncePerUser = 2;

/** After this many users a new round begins, again with the oldest dispatch. */
const longestRound = 200;

/**
 * How long not to look for other users after a look found none, in ms: looking means
 * reading past everything that is due to those who wait.
 */
const aloneMs = 500;

/**
 * Whose turn it is on one channel: while many are due, whoever has had a turn waits until
 * all others have.
 */
export interface Turns {
  /**
   * Users to pass over: they have as many tries under way as they may, or have had their
   * turn in this round.
   */
  passedOver(): string[];
  /** Whether some are passed over only because they have had their turn. */
  isRound(): boolean;
  begin(user_id: string, crowd: { areMore: boolean; now: number }): void;
  end(user_id: string): void;
  /** Begins a new round: everybody who was due has had a turn. */
  newRound(now: number): void;
}

/** Turns at the start of a first round. */
export const createTurns = (): Turns => {
  const running = new Map<string, number>();
  const served = new Set<string>();
  let aloneUntil = 0;
  return {
    passedOver: () => [...new Set([...served, ...[...running].filter(([, count]) => count >= atOncePerUser).map(([user_id]) => user_id)])],
    isRound: () => served.size > 0,
    begin: (user_id, { areMore, now }) => {
      running.set(user_id, (running.get(user_id) ?? 0) + 1);
      if (!areMore || now < aloneUntil) return;
      if (served.size >= longestRound) served.clear();
      served.add(user_id);
    },
    end: (user_id) => {
      const left = running.get(user_id)! - 1;
      if (left === 0) running.delete(user_id);
      else running.set(user_id, left);
    },
    newRound: (now) => {
      served.clear();
      aloneUntil = now + aloneMs;
    },
  };
};
