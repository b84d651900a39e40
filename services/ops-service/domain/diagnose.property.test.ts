import { describe, expect, it } from 'vitest';
import { events } from '#contracts/events/index';
import { createRandom } from '../../../test/helpers/random.ts';
import type { Letter } from './dead-letter.ts';
import { diagnose } from './diagnose.ts';
import { failuresOf } from './failure.ts';
import { readFacts, readPayload } from './read-payload.ts';
import { searchText } from './search-text.ts';
import { showPayload } from './show-payload.ts';

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

const odd = [null, '', 0, -1, 1e308, true, [], {}, 'x', '\u0000', '\ud800', '2026-13-45T99:99:99Z', '+275760-09-13T00:00:00Z', '9999-12-31T23:59:60Z', { deep: [{ deep: null }] }, '%', 'é\u202e'];
const attributes = ['id', 'type', 'source', 'time', 'specversion', 'partitionkey', 'subject', 'correlationid', 'expiration', 'replayid', 'data', 'eventversion', '__proto__', 'toString'];

const anyBody = (random: () => number): string => {
  const body: Record<string, unknown> = random() < 0.5 ? { type: pick(random, events).type } : {};
  for (const name of attributes) if (random() < 0.6) Object.defineProperty(body, name, { value: pick(random, odd), enumerable: true, configurable: true });
  return JSON.stringify(body);
};

const anyBytes = (random: () => number): Buffer => {
  const text = Buffer.from(anyBody(random));
  const cut = text.subarray(0, Math.floor(random() * (text.length + 1)));
  const noise = Buffer.from(Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * 256)));
  return pick(random, [text, text, cut, noise, Buffer.concat([text, noise]), Buffer.concat([noise, text])]);
};

const reasons = ['malformed', 'contract_broken', 'unroutable', 'expired', 'unknown'];

/** What is wrong with what is told of a dead letter; an expectation each would take a hundred times as long. */
const wrongWith = (letter: Letter): string[] => {
  const { reason, explanation } = diagnose(letter, 1_800_000_000_000);
  const facts = readFacts(readPayload(letter.payload), letter.key);
  const [failure] = failuresOf({ letter, event_type: facts.event_type, arrivals: [{ place: letter.place, at: 1 }], reports: [] });
  const texts = Object.entries(facts).filter(([name, value]) => name !== 'replayid' && value !== null);
  return [
    ...(reasons.includes(reason) ? [] : [`the reason ${reason}`]),
    ...(/^[A-Z].*[.]$/s.test(explanation) ? [] : [`no sentence: ${explanation}`]),
    ...texts.filter(([, value]) => typeof value !== 'string').map(([name]) => `${name} is no text`),
    ...([searchText(failure!, facts, letter.payload), explanation, ...texts.map(String)].some((text) => text.includes('\u0000')) ? ['a NUL'] : []),
    ...(typeof JSON.stringify(showPayload(letter.payload)) === 'string' ? [] : ['it cannot be shown']),
  ];
};

describe('whatever bytes a dead letter has', () => {
  it('a reason is found in words, its facts are of the kinds that they should be, and it can be shown', () => {
    for (let seed = 1; seed <= 5_000; seed++) {
      const random = createRandom(seed);
      const letter = {
        payload: anyBytes(random), key: pick(random, [null, '', 'k', '\u0000', '\n']),
        headers: random() < 0.3 ? { h: pick(random, ['', '\u0007', 'x'.repeat(20_000)]) } : ({} as Record<string, string>),
        place: { topic: pick(random, ['task-events', 'dlq.task-events', 'reminders', 'other']), partition: 0, offset: '1' },
      };
      const wrong = wrongWith(letter);
      if (wrong.length > 0) expect({ wrong, seed, payload: letter.payload.toString() }).toEqual({});
    }
  });

  it('they are given back as they are', () => {
    for (let seed = 1; seed <= 2_000; seed++) {
      const payload = anyBytes(createRandom(seed));
      const { payload: shown, payload_encoding: encoding } = showPayload(payload);
      const back = encoding === 'json' ? Buffer.from(JSON.stringify(shown)) : Buffer.from(shown as string, encoding === 'text' ? 'utf8' : 'base64');
      const given = encoding === 'json' ? Buffer.from(JSON.stringify(JSON.parse(payload.toString()))) : payload;
      if (!back.equals(given)) expect({ seed, encoding, back: back.toString('hex') }).toEqual({});
    }
  });
});
