import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** How many characters a password has at least. */
export const shortestPassword = 8;

/**
 * Some 49,000 that leaked most often, all in lower case; 18,000 of them are long enough to
 * be refused. Read rather than imported: a module stays in memory whole, this one with 10 MB.
 */
const readCommon = (): string[] =>
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@zxcvbn-ts/language-common/src/passwords.json'), 'utf8')) as string[];

const common: ReadonlySet<string> = new Set(readCommon().filter((password) => password.length >= shortestPassword));

/** Whether a password is among those that are tried first, in whatever case. */
export const isCommonPassword = (password: string): boolean => common.has(password.toLowerCase());

/** Whether a password is its owner's address, or what stands before its @. */
export const isOwnAddress = (password: string, email: string): boolean => {
  const [typed, own] = [password.toLowerCase(), email.toLowerCase()];
  return typed === own || typed === own.slice(0, own.lastIndexOf('@'));
};
