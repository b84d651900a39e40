import { hash } from 'node:crypto';
import type { JWTPayload } from 'jose';

/** How long a signature is believed to be good, in ms, where the token does not end before: as long as jose keeps the keys of a signer. */
const believedMs = 10 * 60_000;
const mostKept = 10_000;

/** Verifies a token; rejects where it is not good. */
export type Verify = (token: string) => Promise<JWTPayload>;

/** Verifies each token once and then knows it by a digest, because a signature takes longer than all else that a request is checked for. */
export const verifyOnce = (verify: Verify, now: () => number = Date.now): Verify => {
  const known = new Map<string, { payload: JWTPayload; until: number }>();
  return async (token) => {
    const digest = hash('sha256', token, 'base64url');
    const found = known.get(digest);
    if (found !== undefined && found.until > now()) return found.payload;
    const payload = await verify(token);
    known.delete(digest);
    known.set(digest, { payload, until: Math.min(now() + believedMs, (payload.exp ?? Infinity) * 1_000) });
    // The one that was verified first of all.
    if (known.size > mostKept) known.delete(known.keys().next().value!);
    return payload;
  };
};
