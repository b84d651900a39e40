import { Problem } from './problem.ts';

/** Counts a request of a user, or throws a 429 problem when it is one too many. */
export type UserLimit = (userId: string) => void;

const minuteMs = 60_000;

/** Lets each user send this many requests per clock minute to this replica. */
export const createUserLimit = (perMinute: number, now: () => number = Date.now): UserLimit => {
  let minute = 0;
  let counts = new Map<string, number>();
  return (userId) => {
    const at = now();
    if (Math.floor(at / minuteMs) !== minute) {
      minute = Math.floor(at / minuteMs);
      counts = new Map();
    }
    const count = (counts.get(userId) ?? 0) + 1;
    counts.set(userId, count);
    if (count <= perMinute) return;
    const seconds = Math.ceil(((minute + 1) * minuteMs - at) / 1_000);
    throw new Problem(429, 'Too many requests', { detail: `at most ${perMinute} a minute; try again in ${seconds} s`, headers: { 'retry-after': String(seconds) } });
  };
};
