import { describe, expect, it } from 'vitest';
import { atSecond, bar, clean, pairs, percent, table } from './format.ts';

describe('a table', () => {
  it('aligns its columns, numbers to the right, and shows what is missing', () => {
    expect(table(['service', 'waiting', 'note'], [['chat-api', 12, null], ['audit-service', 3, 'ok']])).toEqual([
      'SERVICE        WAITING  NOTE',
      'chat-api            12  -',
      'audit-service        3  ok',
    ]);
  });

  it('cuts the last column to the width of the terminal', () => {
    const lines = table(['id', 'message'], [['1', 'a long message'], ['2', 'short']], 12);
    expect(lines).toEqual(['ID  MESSAGE', '1   a long …', '2   short']);
  });

  it('lets no text command the terminal', () => {
    expect(clean('red \u001B[31m and\r\nnext\u202Eline')).toBe('red [31m and next line');
    expect(table(['a'], [['x\u0007\ny']])).toEqual(['A', 'x y']);
  });
});

it('names and values stand in two columns', () => expect(pairs([['id', 1], ['consumer', null]])).toEqual(['id        1', 'consumer  -']));

it.each([[0, 0, '[####################]'], [0, 10, '[....................]'], [5, 10, '[##########..........]'], [999, 1_000, '[###################.]']])(
  '%i of %i is %s', (done, total, text) => expect(bar(done, total)).toBe(text),
);

it('instants and ratios are short', () => {
  expect(atSecond('2026-03-01T12:00:00.123Z')).toBe('2026-03-01 12:00:00Z');
  expect(percent(0.0123)).toBe('1.2 %');
  expect([atSecond(null), percent(null)]).toEqual([null, null]);
});
