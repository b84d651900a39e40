import { describe, expect, it } from 'vitest';
import { changesOf, wordsOf } from './audit-changes.ts';

describe('what an entry changed', () => {
  it('is told field by field, without what changes every time', () => {
    const before = { title: 'milk', tags: ['a'], version: 1, updated_at: 'x', due_date: null };
    expect(changesOf({ before, after: { ...before, title: 'oat milk', version: 2, updated_at: 'y' } })).toEqual([{ field: 'title', before: 'milk', after: 'oat milk' }]);
  });

  it('is all that it had where it was made or deleted', () => {
    const state = { title: 'milk', description: null, tags: [], priority: 'HIGH' };
    expect(changesOf({ before: null, after: state }).map(({ field }) => field)).toEqual(['title', 'priority']);
    expect(changesOf({ before: state, after: null })).toEqual([{ field: 'title', before: 'milk', after: undefined }, { field: 'priority', before: 'HIGH', after: undefined }]);
  });

  it('is nothing of what is erased', () => expect(changesOf({ before: null, after: null })).toEqual([]));
});

describe('a value in words', () => {
  it.each([[null, '–'], [[], '–'], ['milk', 'milk'], [['a', 'b'], 'a, b'], [{ at: 1 }, '{"at":1}'], [0, '0'], [false, 'false']])('%j is %s', (value, words) => expect(wordsOf(value)).toBe(words));
});
