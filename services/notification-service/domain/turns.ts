/** How many tries of one user go on at once on a channel, so that the rest is for others. */
export const atOncePerUser = 2;

/** After so many users the next round begins: the oldest first again. */
const longestRound = 200;

/** How long nobody else is looked for once nobody else was due, in ms: looking means reading past all that is due to those who wait. */
const aloneMs = 500;

/** Whose turn it is on one channel: while many are due, whoever had theirs waits until all others had one. */
export interface Turns {
  /** Users who are passed over: they have as many tries under way as they may, or had their turn in this round. */
  passedOver(): string[];
  /** Whether some are passed over only because they had their turn. */
  isRound(): boolean;
  begin(user_id: string, crowd: { areMore: boolean; now: number }): void;
  end(user_id: string): void;
  /** Everybody who was due had a turn. */
  newRound(now: number): void;
}

/** Turns, in which nobody has had one yet. */
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
