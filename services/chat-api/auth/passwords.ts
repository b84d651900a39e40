import { hash, verify } from '@node-rs/argon2';
import { Problem } from '#platform/http/problem';

/** Argon2id with the library's parameters (19 MiB, 2 passes: the OWASP minimum). */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for an unknown account, whose hash is null, as for a wrong password. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

/** How many may wait for their turn before the service says that it is busy. */
const longestQueue = 200;

const busy = (): Problem =>
  new Problem(503, 'Too many people are logging in right now', { detail: 'try again in a few seconds', headers: { 'retry-after': '5' } });

/** Runs at most `most` pieces of work at once, the others in turn. */
export const takeTurns = (most: number, queue = longestQueue): (<T>(work: () => Promise<T>) => Promise<T>) => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= most) {
      if (waiting.length >= queue) throw busy();
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

/** Hashes passwords, a few at once so that a burst of logins cannot exhaust the memory. */
export const createPasswords = async (atOnce: number): Promise<Passwords> => {
  const inTurn = takeTurns(atOnce);
  const nobody = await hash('the password of nobody');
  return {
    hash: (password) => inTurn(() => hash(password)),
    verify: async (stored, password) => {
      const matches = await inTurn(() => verify(stored ?? nobody, password));
      return matches && stored !== null;
    },
  };
};
