import { dictionary } from '@zxcvbn-ts/language-common';

/**
 * Some 49,000 that leaked most often, 18,000 of them as long as a password has to be; all
 * in lower case.
 */
const common: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/** Whether a password is among those that are tried first, in whatever case. */
export const isCommonPassword = (password: string): boolean => common.has(password.toLowerCase());

/** Whether a password is its owner's address, or what stands before its @. */
export const isOwnAddress = (password: string, email: string): boolean => {
  const [typed, own] = [password.toLowerCase(), email.toLowerCase()];
  return typed === own || typed === own.slice(0, own.lastIndexOf('@'));
};
