import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Problem } from './problem.ts';

/** The claims of a token besides its text. */
export interface Token {
  text: string;
  user_id: string;
  epoch: number;
  email: string;
  email_verified: boolean;
  name: string | null;
  time_zone: string;
  role: 'user' | 'admin';
}

/**
 * Looks up the current role of a token's user; rejects with a 401 problem when the token no
 * longer holds, even if it has not expired.
 */
export type Standing = (token: Token) => Promise<'user' | 'admin'>;

/** Refuses a token, saying why. */
export const unauthorized = (detail: string): Problem => new Problem(401, 'A valid token is needed', { detail, headers: { 'www-authenticate': 'Bearer' } });

/** Says that tokens cannot be verified now; they may well be good. */
export const cannotVerify = (): Problem =>
  new Problem(503, 'Tokens cannot be verified right now', { detail: 'try again in a few seconds', headers: { 'retry-after': '5' } });

/** How long an answer is cached, in ms: an ended session may go on elsewhere for this long. */
const believedMs = 30_000;
const mostKept = 10_000;
const limitMs = 3_000;

const answer = z.object({ role: z.enum(['user', 'admin']) });

const ask = async (url: string, token: string): Promise<'user' | 'admin'> => {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(limitMs) }).catch(() => undefined);
  if (response?.status === 401) throw unauthorized('the session was ended: log in again');
  const body = response?.ok === true ? await response.json().catch(() => null) : null;
  const { success, data } = answer.safeParse(body);
  if (!success) throw cannotVerify();
  return data.role;
};

/** {@link Standing} by asking the service that signed the token. */
export const remoteStanding = (url: string, now: () => number = Date.now): ((token: Pick<Token, 'text'>) => ReturnType<Standing>) => {
  const kept = new LRUCache<string, Promise<'user' | 'admin'>>({ max: mostKept, ttl: believedMs, ttlResolution: 0, perf: { now } });
  return ({ text }) => {
    const key = createHash('sha256').update(text).digest('base64url');
    const known = kept.get(key);
    if (known !== undefined) return known;
    const role = ask(url, text);
    kept.set(key, role);
    // A refusal is cached, a failure to ask is not.
    role.catch((error: unknown) => (error instanceof Problem && error.status === 401 ? undefined : kept.delete(key)));
    return role;
  };
};
