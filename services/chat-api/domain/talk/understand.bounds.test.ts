import { afterEach, describe, expect, it, vi } from 'vitest';
import { understand } from './understand.ts';

const context = { now: '2026-11-26T13:30:00.000Z', time_zone: 'Europe/Berlin', date_order: 'day_month' } as const;

const repeated = ['to a ', 'monday or ', 'the first, ', 'a and buy b and ', 'at 5 ', '9am New York time ', 'first task ', 'please, ', '#a ', 'a,', '31/', 'w', '“', 'call at 5 and buy '];
const openers = ['', 'rename www ', 'move ', 'remove tag ', 'done ', 'remind me to '];
const messages = openers.flatMap((opener) => repeated.map((words) => [opener, words] as const));
const messageOf = (opener: string, words: string): string => `${opener}${words.repeat(1_000)}`.slice(0, 980).trim();

/** The beginning of every pattern for whole messages. */
const opening = '^[\\s,:;–-]*';

/** The texts that such patterns are matched against while a message is read. */
const textsRead = (message: string): string[] => {
  const texts: string[] = [];
  const { exec } = RegExp.prototype;
  vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text: string) {
    if (this.source.startsWith(opening)) texts.push(text);
    return exec.call(this, text);
  });
  understand(message, context);
  vi.restoreAllMocks();
  return texts;
};

afterEach(() => vi.restoreAllMocks());

const patterns = 140;

describe('a message of any words, over and over', () => {
  it.each(messages)('is read a bounded number of times: "%s" and "%s"', (opener, words) => {
    const message = messageOf(opener, words);
    const texts = textsRead(message);
    const characters = texts.reduce((sum, text) => sum + text.length, 0);
    expect(characters).toBeLessThanOrEqual(patterns * (6_000 + message.length));
    // Two spaces in a row can be split in as many ways as the pattern has places for
    // blanks.
    expect(texts.filter((text) => text.includes('  '))).toEqual([]);
  });

  it('is asked for in parts where it is too much', () => {
    for (const message of ['a '.repeat(400), 'buy milk at 5 and '.repeat(50)]) {
      expect(understand(message.trim(), context)).toMatchObject({ kind: 'question', question: { reply: expect.stringContaining('shorter sentences') } });
    }
  });
});
