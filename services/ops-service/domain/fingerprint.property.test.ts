import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../test/helpers/random.ts';
import { fingerprint, normaliseMessage } from './fingerprint.ts';

const like = (message: string, more: object = {}): string => fingerprint({ consumer: 'a-service', event_type: 'task.created', error: 'E', message, ...more });

const digits = (random: () => number, count: number, alphabet: string): string =>
  Array.from({ length: count }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');

const variable: ((random: () => number) => string)[] = [
  (random) => [8, 4, 4, 4, 12].map((count) => digits(random, count, '0123456789abcdef')).join('-'),
  (random) => new Date(Math.floor(random() * 2e12)).toISOString(),
  (random) => new Date(Math.floor(random() * 2e12)).toISOString().slice(0, 10),
  (random) => String(Math.floor(random() * 1e9)),
  (random) => String(random() * 1e3),
  (random) => `0x${digits(random, 6, '0123456789abcdef')}`,
  (random) => `"${digits(random, Math.floor(random() * 20), 'abc xyz 0123456789-é')}"`,
  (random) => `'${digits(random, Math.floor(random() * 20), 'abc xyz 0123456789-é')}'`,
];

const words = ['cannot', 'read', 'task', 'of user', "user's list", 'at position', 'expected', 'because', 'can’t', '(23505)'];

describe('the fingerprint of a failure', () => {
  it('is the same whatever ids, times, numbers and quoted texts its message has', () => {
    for (let seed = 1; seed <= 3_000; seed++) {
      const random = createRandom(seed);
      const shape = Array.from({ length: 2 + Math.floor(random() * 8) }, () => Math.floor(random() * (variable.length + words.length)));
      const message = (): string => shape.map((n) => variable[n]?.(random) ?? words[n - variable.length]!).join(' ');
      const [one, other] = [message(), message()];
      expect([like(one), one, other]).toEqual([like(other), one, other]);
    }
  });

  it('differs where the words differ', () => {
    for (const word of words) for (const other of words) if (word !== other) expect(like(`${word} 1`)).not.toBe(like(`${other} 1`));
  });

  it('differs by consumer, type and error, and never mixes them up', () => {
    const all = [like('m'), like('m', { consumer: 'b' }), like('m', { event_type: null }), like('m', { error: 'F' }), like('', { error: 'Em' })];
    expect(new Set(all).size).toBe(all.length);
  });

  it('changes nothing in a message that is already normal, and never takes long', () => {
    for (const evil of ['"'.repeat(50_000), "'".repeat(50_000), '1.'.repeat(50_000), 'a'.repeat(100_000), '2026-01-01T'.repeat(9_000)]) {
      const normal = normaliseMessage(evil);
      expect(normaliseMessage(normal)).toBe(normal);
    }
  });
});
