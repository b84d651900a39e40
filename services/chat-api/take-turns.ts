import { Problem } from '#platform/http/problem';

/** Runs a piece of work when its turn has come. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** How many may wait for their turn before the service says that it is busy. */
const longestQueue = 200;

const busy = (what: string): Problem => new Problem(503, what, { detail: 'try again in a few seconds', headers: { 'retry-after': '5' } });

/**
 * Runs at most `most` pieces of work at once, the others in turn; refuses what would have
 * to wait too long, saying `tooMany`.
 */
export const takeTurns = (most: number, tooMany: string, queue = longestQueue): InTurn => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= most) {
      if (waiting.length >= queue) throw busy(tooMany);
      await new Promise<void>((resolve) => void waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
};
