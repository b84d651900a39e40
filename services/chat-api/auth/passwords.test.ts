import { describe, expect, it } from 'vitest';
import { createPasswords } from './passwords.ts';

describe('passwords', () => {
  it('are verified, and nobody has none', async () => {
    const passwords = await createPasswords(1);
    const hash = await passwords.hash('secret');
    expect(await passwords.verify(hash, 'secret')).toBe(true);
    expect(await passwords.verify(hash, 'Secret')).toBe(false);
    expect(await passwords.verify(null, 'the password of nobody')).toBe(false);
  });
});
