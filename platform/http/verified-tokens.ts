import { hash } from 'node:crypto';
import type { JWTPayload } from 'jose';

/**
 * How long a signature is trusted, in ms, unless the token ends sooner: as long as jose
 * keeps the keys of a signer.
 */
const believedMs = 10 * 60_000;
const mostKept = 10_000;

/** Verifies a token; rejects if it is not good. */
export type Verify = (token: string) => Promise<JWTPayload>;

/**
 * Verifies each token once and then recognises it by a digest, because checking the
 * signature takes longer than all other checks of a request.
 */
export const verifyOnce = (verify: Verify, now: () => number = Date.now): Verify => {
  const known = new Map<string, { payload: JWTPayload; until: number }>();
  return async (token) => {
    const digest = hash('sha256', token, 'base64url');
    const found = known.get(digest);
    if (found !== undefined && found.until > now()) return found.payload;
    const payload = await verify(token);
    known.delete(digest);
    known.set(digest, { payload, until: Math.min(now() + believedMs, (payload.exp ?? Infinity) * 1_000) });
    // The one that was verified longest ago.
    if (known.size > mostKept) known.delete(known.keys().next().value!);
    return payload;
  };
};
