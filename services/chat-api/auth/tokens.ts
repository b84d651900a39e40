import { calculateJwkThumbprint, createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type JWTVerifyGetKey } from 'jose';
import type { Profile } from '../store/users.ts';

/** Signs the tokens that every service accepts. */
export interface Tokens {
  sign(user: Pick<Profile, 'id' | 'email' | 'role' | 'session_epoch'>): Promise<string>;
  /** The answer of GET /.well-known/jwks.json. */
  jwks: { keys: JWK[] };
  /** The same keys for this service itself, without a request. */
  keys: JWTVerifyGetKey;
}

/** A new private key, for a development system. */
export const newSigningKey = async (): Promise<JWK> => {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return exportJWK(privateKey);
};

const publicPart = async (jwk: JWK, alg: string): Promise<JWK> => {
  const { kty, crv, x, y } = jwk;
  const open = { kty, crv, x, ...(y === undefined ? {} : { y }) } as JWK;
  return { ...open, alg, use: 'sig', kid: await calculateJwkThumbprint(open) };
};

/** Signs with one private key of the curve Ed25519 or P-256. */
export const createTokens = async (jwk: JWK, { issuer, audience, hours }: { issuer: string; audience: string; hours: number }): Promise<Tokens> => {
  const alg = jwk.crv === 'P-256' ? 'ES256' : 'EdDSA';
  const key = await importJWK({ ...jwk, alg }, alg);
  const open = await publicPart(jwk, alg);
  const jwks = { keys: [open] };
  return {
    jwks,
    keys: createLocalJWKSet(jwks),
    sign: ({ id, email, role, session_epoch: epoch }) =>
      new SignJWT({ email, role, epoch })
        .setProtectedHeader({ alg, kid: open.kid! })
        .setSubject(id)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${hours}h`)
        .sign(key),
  };
};
