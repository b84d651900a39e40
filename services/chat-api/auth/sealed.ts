import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';

const keyOf = (secret: string): Uint8Array => new Uint8Array(hkdfSync('sha256', secret, '', 'what a session keeps', 32));

/**
 * Encrypts a text with the secret that a browser alone has, so that the database alone is
 * worth nothing.
 */
export const seal = (text: string, secret: string): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(keyOf(secret));

/** The text of {@link seal}. */
export const unseal = async (sealed: string, secret: string): Promise<string> => new TextDecoder().decode((await compactDecrypt(sealed, keyOf(secret))).plaintext);
