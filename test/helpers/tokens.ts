import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createAuth, type Auth } from '#platform/http/auth';

/** Signs tokens as chat-api would, with a key of its own. */
export interface TestTokens {
  /** Verifies the tokens. */
  auth: Auth;
  tokenOf(userId: string, role?: 'user' | 'admin'): Promise<string>;
}

/** Tokens for one test file. */
export const createTestTokens = async (): Promise<TestTokens> => {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  return {
    auth: createAuth(createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA' }] }), { issuer: 'test' }),
    tokenOf: (userId, role = 'user') =>
      new SignJWT({ email: `${role}@example.org`, role }).setSubject(userId).setIssuer('test').setExpirationTime('1h').setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey),
  };
};
