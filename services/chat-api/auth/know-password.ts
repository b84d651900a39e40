import { Problem } from '#platform/http/problem';
import type { Deps } from '../context.ts';
import { countAttempt, forgetAttempts } from '../store/login-attempts.ts';
import { findAccount, type Account } from '../store/users.ts';

const refuseTooMany = async ({ database, loginAttempts }: Pick<Deps, 'database' | 'loginAttempts'>, email: string): Promise<void> => {
  const { attempts, retry_after } = await countAttempt(database, email);
  if (attempts <= loginAttempts) return;
  throw new Problem(429, 'Too many failed logins for this address', {
    detail: `try again in ${Math.ceil(retry_after / 60)} minutes`,
    headers: { 'retry-after': String(retry_after) },
  });
};

/**
 * The account of an address, for who knows its password; null for anyone else. An unknown address and a wrong password take the same time,
 * and after some failures the address has to wait.
 */
export const accountFor = async (
  deps: Pick<Deps, 'database' | 'passwords' | 'loginAttempts'>,
  { email, password }: { email: string; password: string },
): Promise<Account | null> => {
  await refuseTooMany(deps, email);
  const account = await findAccount(deps.database, email);
  const isRight = await deps.passwords.verify(account?.password_hash ?? null, password);
  if (account === null || !isRight) return null;
  await forgetAttempts(deps.database, email);
  return account;
};
