import { Problem } from '#platform/http/problem';
import type { Deps } from '../context.ts';
import { countAttempt, forgetAttempts, type From } from '../store/login-attempts.ts';
import { findAccount, type Account } from '../store/users.ts';
import { networkOf } from './network.ts';

const refuseTooMany = async ({ database, loginAttempts }: Pick<Deps, 'database' | 'loginAttempts'>, from: From): Promise<void> => {
  const { attempts, retry_after } = await countAttempt(database, from);
  if (attempts <= loginAttempts) return;
  throw new Problem(429, 'Too many failed logins for this address from this network', {
    detail: `try again in ${Math.ceil(retry_after / 60)} minutes`,
    headers: { 'retry-after': String(retry_after) },
  });
};

/**
 * The account with an address and password, or null. An unknown address and a wrong
 * password take the same time, and after some failures the address has to wait on that
 * network, so that nobody can lock out somebody else.
 */
export const accountFor = async (
  deps: Pick<Deps, 'database' | 'passwords' | 'loginAttempts'>,
  { email, password, ip }: { email: string; password: string; ip: string },
): Promise<Account | null> => {
  const from = { email, network: networkOf(ip) };
  await refuseTooMany(deps, from);
  const account = await findAccount(deps.database, email);
  const isRight = await deps.passwords.verify(account?.password_hash ?? null, password);
  if (account === null || !isRight) return null;
  await forgetAttempts(deps.database, from);
  return account;
};
