import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Understood } from './reading.ts';
import { partsOf } from './preview.ts';
import { understand } from './understand.ts';
import { cleanText } from './text.ts';

const context = { now: '2026-11-26T13:30:00.000Z', time_zone: 'Europe/Berlin', date_order: 'day_month' } as const;

const openers = ['', 'please ', 'hey, ', 'ok, can you ', 'add ', 'add a task to ', 'remind me to ', 'todo: ', 'i need to ', "don't forget to ", 'done ', 'delete ', 'move ', 'rename ', 'tag ', 'list ', 'what is ', 'put '];
const middles = ['buy milk', 'call "Bob & Co" back', 'the report', 'Freaky Friday', 'pages 10 to 12', 'it', 'the second one', 'all tasks', '(maybe) swim', 'x', 'write to Ann and feed the cat', 'größer', '1984', 'run for 30 minutes', 'e-mail: a, b; c'];
const ends = ['', ' tomorrow', ' on friday at 5pm', ' every monday', ' (tomorrow)', ' by next week!', ' #home', ' p1', ' !high #a #b', ', please', ' 🥛', '?', ' to friday', ' 30 minutes before', ' tomorow', ' 05-12-2026', ' to my list', ' a week later', ' as done', ' to "new name"'];

const message = fc
  .tuple(fc.constantFrom(...openers), fc.constantFrom(...middles), fc.constantFrom(...ends), fc.option(fc.constantFrom(...ends), { nil: '' }))
  .map((parts) => cleanText(parts.join('')));
const check = (holds: (text: string) => void): void => fc.assert(fc.property(message, holds), { numRuns: 3_000 });

const letters = (text: string): string => text.replace(/\s/g, '');

const saidOf = (understood: Understood) => (understood.kind === 'reading' ? understood.reading.said : understood.question.said);

describe('every word of a message', () => {
  it('is in the title or claimed by the part that understood it, once and in order', () =>
    check((text) => {
      const parts = partsOf(saidOf(understand(text, context)));
      expect(letters(parts.map((part) => part.text).join(''))).toBe(letters(text));
      for (const [index, part] of parts.entries()) if (index > 0) expect(part.from).toBeGreaterThanOrEqual(parts[index - 1]!.to);
    }));

  it('of a new task that is not claimed is its title', () =>
    check((text) => {
      const understood = understand(text, context);
      const intent = understood.kind === 'reading' ? understood.reading.intents[0] : undefined;
      if (understood.kind === 'question' || intent?.kind !== 'create') return;
      const title = partsOf(understood.reading.said).filter(({ kind }) => kind === 'title').map((part) => part.text).join('');
      expect(letters(intent.title)).toBe(letters(title));
    }));
});
