import { describe, expect, it } from 'vitest';
import { comment, scalar, withGenerated } from './text.ts';

const begin = '  # Generated from here on by `npm run generate` from services/catalogue.ts.\n';

describe('what is generated in a file that a person writes', () => {
  it('is all after the line that says so', () => expect(withGenerated('x', `by hand\n${begin}old\n`, 'new\n')).toBe(`by hand\n${begin}new\n`));

  it('ends at the line that says so', () => {
    expect(withGenerated('x', `by hand\n${begin}old\n  -- Generated up to here.\nby hand\n`, 'new\n')).toBe(`by hand\n${begin}new\n  -- Generated up to here.\nby hand\n`);
  });

  it('is not guessed where that line is gone', () => expect(() => withGenerated('dapr.yaml', 'by hand\n', 'new\n')).toThrow('dapr.yaml has lost its line'));
});

it('a long reason is broken between words', () => {
  const lines = comment(`${'word '.repeat(60)}end`);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.map((line) => line.slice(2)).join(' ')).toBe(`${'word '.repeat(60)}end`);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(152);
});

it('a value is quoted where YAML would read it otherwise', () => expect(['3000', 'a: b', 'Todo <todo@todo.local>'].map(scalar)).toEqual(['"3000"', '"a: b"', 'Todo <todo@todo.local>']));
