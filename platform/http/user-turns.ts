import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './problem.ts';

/**
 * Waits for a user's turn and returns a function that ends it; rejects with a 429 problem
 * when too many already wait.
 */
export type UserTurns = (userId: string) => Promise<() => void>;

/** How many requests of one user this replica handles at once, and how many more may wait. */
export interface TurnLimits {
  atOnce: number;
  waiting: number;
  /** How long one waits at most, in ms. */
  waitMs: number;
}

/** Limits what one user can take from the others, whatever the requests cost. */
export const turnLimits: TurnLimits = { atOnce: 3, waiting: 100, waitMs: 10_000 };

interface Queue {
  active: number;
  waiting: Set<() => void>;
}

const tooMany = ({ atOnce, waiting }: TurnLimits): Problem =>
  new Problem(429, 'Too many requests at once', {
    detail: `${atOnce} are worked on at once and ${waiting} may wait; send the next when one is answered`,
    headers: { 'retry-after': '1' },
  });

/** Creates the turns of all users; each user has their own queue. */
export const createUserTurns = (limits: TurnLimits = turnLimits): UserTurns => {
  const queues = new Map<string, Queue>();

  const end = (userId: string, queue: Queue): void => {
    const [next] = queue.waiting;
    if (next !== undefined) {
      queue.waiting.delete(next);
      next();
      return;
    }
    queue.active -= 1;
    if (queue.active === 0) queues.delete(userId);
  };

  const wait = async (queue: Queue): Promise<boolean> => {
    const late = new AbortController();
    const turn = Promise.withResolvers<true>();
    const go = (): void => turn.resolve(true);
    queue.waiting.add(go);
    const came = await Promise.race([turn.promise, sleep(limits.waitMs, false, { signal: late.signal }).catch(() => false)]);
    late.abort();
    // A turn that came at the last moment still counts.
    return came || !queue.waiting.delete(go);
  };

  return async (userId) => {
    const queue = queues.get(userId) ?? { active: 0, waiting: new Set<() => void>() };
    queues.set(userId, queue);
    if (queue.active < limits.atOnce) queue.active += 1;
    else if (queue.waiting.size >= limits.waiting || !(await wait(queue))) throw tooMany(limits);
    let ended = false;
    return () => {
      if (!ended) end(userId, queue);
      ended = true;
    };
  };
};
