import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../test/helpers/random.ts';
import type { Understood } from './reading.ts';
import { partsOf } from './preview.ts';
import { understand } from './understand.ts';
import { cleanText } from './text.ts';

const context = { now: '2026-11-26T13:30:00.000Z', time_zone: 'Europe/Berlin', date_order: 'day_month' } as const;

const openers = ['', 'please ', 'hey, ', 'ok, can you ', 'add ', 'add a task to ', 'remind me to ', 'todo: ', 'i need to ', "don't forget to ", 'done ', 'delete ', 'move ', 'rename ', 'tag ', 'list ', 'what is ', 'put '];
const middles = ['buy milk', 'call "Bob & Co" back', 'the report', 'Freaky Friday', 'pages 10 to 12', 'it', 'the second one', 'all tasks', '(maybe) swim', 'x', 'write to Ann and feed the cat', 'größer', '1984', 'run for 30 minutes', 'e-mail: a, b; c'];
const ends = ['', ' tomorrow', ' on friday at 5pm', ' every monday', ' (tomorrow)', ' by next week!', ' #home', ' p1', ' !high #a #b', ', please', ' 🥛', '?', ' to friday', ' 30 minutes before', ' tomorow', ' 05-12-2026', ' to my list', ' a week later', ' as done', ' to "new name"'];

const pick = <T>(random: () => number, items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

const messages = (count: number): string[] => {
  const random = createRandom(7);
  return Array.from({ length: count }, () => cleanText(`${pick(random, openers)}${pick(random, middles)}${pick(random, ends)}${random() < 0.5 ? pick(random, ends) : ''}`));
};

const letters = (text: string): string => text.replace(/\s/g, '');

const saidOf = (understood: Understood) => (understood.kind === 'reading' ? understood.reading.said : understood.question.said);

describe('every word of a message', () => {
  it('is in the title or claimed by the part that understood it, once and in order', () => {
    for (const text of messages(3_000)) {
      const parts = partsOf(saidOf(understand(text, context)));
      expect([text, letters(parts.map((part) => part.text).join(''))]).toEqual([text, letters(text)]);
      for (const [index, part] of parts.entries()) if (index > 0) expect(part.from).toBeGreaterThanOrEqual(parts[index - 1]!.to);
    }
  });

  it('of a new task that is not claimed is its title', () => {
    for (const text of messages(3_000)) {
      const understood = understand(text, context);
      const intent = understood.kind === 'reading' ? understood.reading.intents[0] : undefined;
      if (understood.kind === 'question' || intent?.kind !== 'create') continue;
      const title = partsOf(understood.reading.said).filter(({ kind }) => kind === 'title').map((part) => part.text).join('');
      expect([text, letters(intent.title)]).toEqual([text, letters(title)]);
    }
  });
});
