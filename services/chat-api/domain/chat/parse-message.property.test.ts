import { describe, expect, it } from 'vitest';
import { quote } from './clean-text.ts';
import type { AddIntent, ChatPatch } from './intent.ts';
import { addMessage, changeMessage } from './messages.ts';
import { parseMessage } from './parse-message.ts';

const context = { now: '2026-11-20T12:30:00.000Z', time_zone: 'America/New_York' };
const id = '0190a000-0000-7000-8000-000000000001';

/** Mulberry32: the same texts in each run. */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

const words = [
  'add', 'to', 'on', 'at', 'by', 'monday', 'tomorrow', '9am', '3/4', 'may', 'sat', 'second', '#tag', '!high', '"', '”', '„', '\\', 'every', 'day',
  '10 minutes before', 'done', 'set', 'priority', 'low', '2.10', '\0', '\n', '\u0001', '😀', '\ud800', '12:', '#', '!', '()', '[', '2026-13-45', 'للعشاء', 'in 5 hours',
];

const texts = (count: number, length: number): string[] => {
  const next = random(42);
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + Math.floor(next() * length) }, () => words[Math.floor(next() * words.length)]).join(next() < 0.2 ? '' : ' '),
  );
};

describe('any text', () => {
  it('gets an answer and never an exception', () => {
    for (const text of texts(1500, 12)) for (const verb of ['', 'add ', 'list ', 'move x to ', 'rename ']) {
      expect(() => parseMessage(verb + text, context)).not.toThrow();
    }
  });

  it('of ten thousand characters is refused, however it is built', () => {
    for (const part of ['a', '"', '\\', '#a ', ' to ', 'every ', '9 ', '\0', 'monday ', '((((', '1/']) {
      const answer = parseMessage(`add ${part.repeat(10_000 / part.length)}`, context);
      expect(['too_long', 'title_too_long', 'no_title', 'empty']).toContain(answer.kind === 'unclear' ? answer.doubt : answer.kind);
    }
  });

  it('that is added keeps a title of at most 500 storable characters', () => {
    for (const text of texts(1500, 8)) {
      const intent = parseMessage(`add ${text}`, context);
      if (intent.kind !== 'add') continue;
      expect(intent.title.trim()).not.toBe('');
      expect(intent.title).not.toMatch(/\p{Cc}|\p{Surrogate}/u);
    }
  });

  it('in quotes is the title, whatever stands in it', () => {
    for (const text of texts(500, 8)) {
      const title = text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/[\p{Cc}\s]+/gu, ' ').trim();
      if (title === '') continue;
      expect(parseMessage(`add ${quote(title)} tomorrow #x`, context)).toMatchObject({ kind: 'add', title, due_local: '2026-11-21', tags: ['x'] });
    }
  });
});

describe('a choice, sent back', () => {
  const add: AddIntent = { kind: 'add', title: 'call "Bob" on monday #1 !high', due_local: null, priority: null, tags: [], recurrence: null, remind_before: null };
  it.each<AddIntent>([
    add,
    { ...add, due_local: '2026-11-22', tags: ['a', 'b_c'], priority: 'LOW' },
    { ...add, due_local: '2026-11-22T23:05', remind_before: [60, 10] },
    { ...add, due_local: '2026-11-23T09:00', recurrence: 'FREQ=WEEKLY;BYDAY=MO', priority: 'HIGH' },
  ])('adds exactly what it says: $due_local $recurrence', (intent) => {
    expect(parseMessage(addMessage(intent), context)).toEqual(intent);
  });

  it.each<ChatPatch>([
    { title: 'go to "the" market tomorrow' },
    { due: { day: '2026-11-23', time: '10:00' } },
    { due: { day: '2026-11-23', time: null } },
    { due: { day: null, time: '05:00' } },
    { due: null },
    { priority: 'MEDIUM' },
    { status: 'IN_PROGRESS' },
    { status: 'TODO' },
    { add_tags: ['a', 'b'] },
    { remove_tags: ['a'] },
  ])('changes exactly what it says: %j', (patch) => {
    expect(parseMessage(changeMessage(id, patch), context)).toEqual({ kind: 'change', readings: [{ query: id, patch }] });
  });
});
