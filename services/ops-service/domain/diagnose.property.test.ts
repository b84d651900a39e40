import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { events } from '#contracts/events/index';
import type { Letter } from './dead-letter.ts';
import { diagnose } from './diagnose.ts';
import { asItIs, failuresOf } from './failure.ts';
import { maskLetter } from './mask/mask-letter.ts';
import { readFacts, readPayload } from './read-payload.ts';
import { searchText } from './search-text.ts';
import { showPayload } from './show-payload.ts';

const odd = [null, '', 0, -1, 1e308, true, [], {}, 'x', '\u0000', '\ud800', '2026-13-45T99:99:99Z', '+275760-09-13T00:00:00Z', '9999-12-31T23:59:60Z', { deep: [{ deep: null }] }, '%', 'é\u202e'];
const attributes = ['id', 'type', 'source', 'time', 'specversion', 'partitionkey', 'subject', 'correlationid', 'expiration', 'replayid', 'data', 'eventversion', '__proto__', 'toString'];

const body = fc
  .tuple(fc.option(fc.constantFrom(...events)), fc.subarray(attributes).chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), fc.constantFrom(...odd))))))
  .map(([event, values]) => {
    const made: Record<string, unknown> = event === null ? {} : { type: event.type };
    for (const [name, value] of values) Object.defineProperty(made, name, { value, enumerable: true, configurable: true });
    return Buffer.from(JSON.stringify(made));
  });
const noise = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));

const bytes = fc.oneof(
  body,
  noise,
  fc.tuple(body, fc.nat(500)).map(([text, length]) => text.subarray(0, length)),
  fc.tuple(body, noise).map((parts) => Buffer.concat(parts)),
  fc.tuple(noise, body).map((parts) => Buffer.concat(parts)),
);

const letters: fc.Arbitrary<Letter> = fc.record({
  payload: bytes,
  key: fc.constantFrom(null, '', 'k', '\u0000', '\n'),
  headers: fc.constantFrom({}, {}, { h: '' }, { h: '\u0007' }, { h: 'x'.repeat(20_000) }) as fc.Arbitrary<Record<string, string>>,
  place: fc.record({ topic: fc.constantFrom('task-events', 'dlq.task-events', 'reminders', 'other'), partition: fc.constant(0), offset: fc.constant('1') }),
});

const reasons = ['malformed', 'contract_broken', 'unroutable', 'expired', 'unknown'];

/**
 * What is wrong with the description of a dead letter; one expectation per check would take
 * a hundred times as long.
 */
const wrongWith = (letter: Letter): string[] => {
  const { reason, explanation } = diagnose(letter, 1_800_000_000_000, asItIs);
  const facts = readFacts(readPayload(letter.payload), letter.key);
  const [failure] = failuresOf({ letter, event_type: facts.event_type, arrivals: [{ place: letter.place, at: 1 }], reports: [], maskText: asItIs });
  const { maskText, searchable, ...masked } = maskLetter(letter);
  const texts = Object.entries(facts).filter(([name, value]) => name !== 'replayid' && value !== null);
  return [
    ...(reasons.includes(reason) ? [] : [`the reason ${reason}`]),
    ...(/^[A-Z].*[.]$/s.test(explanation) ? [] : [`no sentence: ${explanation}`]),
    ...texts.filter(([, value]) => typeof value !== 'string').map(([name]) => `${name} is no text`),
    ...([searchText(failure!, facts, searchable), explanation, maskText(explanation), ...texts.map(String)].some((text) => text.includes('\u0000')) ? ['a NUL'] : []),
    ...[showPayload(letter.payload), masked].flatMap((shown) => (typeof JSON.stringify(shown) === 'string' ? [] : ['it cannot be shown'])),
  ];
};

describe('whatever bytes a dead letter has', () => {
  it('a reason is found in words, its facts are of the kinds that they should be, and it can be shown', () =>
    fc.assert(fc.property(letters, (letter) => void expect(wrongWith(letter)).toEqual([])), { numRuns: 5_000 }));

  it('they are given back as they are', () =>
    fc.assert(
      fc.property(bytes, (payload) => {
        const { payload: shown, payload_encoding: encoding } = showPayload(payload);
        const back = encoding === 'json' ? Buffer.from(JSON.stringify(shown)) : Buffer.from(shown as string, encoding === 'text' ? 'utf8' : 'base64');
        const given = encoding === 'json' ? Buffer.from(JSON.stringify(JSON.parse(payload.toString()))) : payload;
        expect(back.equals(given)).toBe(true);
      }),
      { numRuns: 2_000 },
    ));
});
