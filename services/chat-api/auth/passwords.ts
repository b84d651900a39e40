import { hash, verify } from '@node-rs/argon2';
import { takeTurns } from '../take-turns.ts';

/** Argon2id with the library's parameters (19 MiB, 2 passes: the OWASP minimum). */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for an unknown account (hash null) as for a wrong password. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

/** Hashes passwords, a few at once so that a burst of logins cannot exhaust the memory. */
export const createPasswords = async (atOnce: number): Promise<Passwords> => {
  const inTurn = takeTurns(atOnce, 'Too many people are logging in right now');
  const nobody = await hash('the password of nobody');
  return {
    hash: (password) => inTurn(() => hash(password)),
    verify: async (stored, password) => {
      const matches = await inTurn(() => verify(stored ?? nobody, password));
      return matches && stored !== null;
    },
  };
};
