import { describe, expect, it } from 'vitest';
import { verifyOnce } from './verified-tokens.ts';

const minute = 60_000;

/** A verifier that counts its calls and accepts every token not called bad; `exp` in s. */
const counting = (exp?: number) => {
  const asked: string[] = [];
  let now = 0;
  const verify = verifyOnce(async (token) => {
    asked.push(token);
    if (token === 'bad') throw new Error('bad');
    return { sub: token, ...(exp !== undefined && { exp }) };
  }, () => now);
  const verifyAt = (ms: number): Promise<unknown> => {
    now = ms;
    return verify('a');
  };
  return { asked, verify, verifyAt };
};

describe('verifyOnce', () => {
  it('verifies a token once, and each for itself', async () => {
    const { asked, verify } = counting();
    for (const token of ['a', 'b', 'a', 'b']) expect(await verify(token)).toEqual({ sub: token });
    expect(asked).toEqual(['a', 'b']);
  });

  it('verifies a token again when it has ended, and after ten minutes in any case', async () => {
    const short = counting(60);
    for (const ms of [0, minute - 1, minute]) await short.verifyAt(ms);
    expect(short.asked).toHaveLength(2);
    const long = counting(3_600);
    for (const ms of [0, 10 * minute - 1, 10 * minute]) await long.verifyAt(ms);
    expect(long.asked).toHaveLength(2);
  });

  it('never believes a token that was refused', async () => {
    const { asked, verify } = counting();
    for (let i = 0; i < 2; i++) await expect(verify('bad')).rejects.toThrow('bad');
    expect(asked).toEqual(['bad', 'bad']);
  });

  it('forgets the oldest where there are too many', async () => {
    const { asked, verify } = counting();
    for (let i = 0; i <= 10_000; i++) await verify(String(i));
    await verify('10000');
    await verify('0');
    expect(asked).toHaveLength(10_002);
  });
});
