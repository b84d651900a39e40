import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, normaliseMessage } from './fingerprint.ts';

const like = (message: string, more: object = {}): string => fingerprint({ consumer: 'a-service', event_type: 'task.created', error: 'E', message, ...more });

const textOf = (alphabet: string, size: { minLength?: number; maxLength: number }): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...alphabet), ...size });
const hex = (length: number): fc.Arbitrary<string> => textOf('0123456789abcdef', { minLength: length, maxLength: length });
const quoted = textOf('abc xyz 0123456789-é', { maxLength: 19 });
const instant = fc.integer({ min: 0, max: 2e12 }).map((ms) => new Date(ms).toISOString());

const variable: fc.Arbitrary<string>[] = [
  fc.tuple(...[8, 4, 4, 4, 12].map(hex)).map((parts) => parts.join('-')),
  instant,
  instant.map((text) => text.slice(0, 10)),
  fc.nat(999_999_999).map(String),
  fc.tuple(fc.nat(999), fc.integer({ min: 1, max: 999_999 })).map(([whole, part]) => `${whole}.${part}`),
  hex(6).map((text) => `0x${text}`),
  quoted.map((text) => `"${text}"`),
  quoted.map((text) => `'${text}'`),
];

const words = ['cannot', 'read', 'task', 'of user', "user's list", 'at position', 'expected', 'because', 'can’t', '(23505)'];

describe('the fingerprint of a failure', () => {
  it('is the same whatever ids, times, numbers and quoted texts its message has', () => {
    const piece = fc.oneof(fc.constantFrom(...words).map((word) => fc.constant(word)), fc.constantFrom(...variable));
    const two = fc.array(piece, { minLength: 2, maxLength: 9 }).chain((shape) => {
      const message = fc.tuple(...shape).map((parts) => parts.join(' '));
      return fc.tuple(message, message);
    });
    fc.assert(fc.property(two, ([one, other]) => void expect(like(one)).toBe(like(other))), { numRuns: 3_000 });
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
