import { describe, expect, it } from 'vitest';
import { diffValues } from './diff.ts';

describe('the difference of two values', () => {
  it('is nothing between equal ones', () => {
    expect(diffValues({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([]);
  });

  it('names each place that changed, came or went, and a side that lacks it has no value', () => {
    expect(diffValues({ same: 1, changed: 'old', gone: true }, { same: 1, changed: 'new', came: null })).toEqual([
      { path: '/changed', before: 'old', after: 'new' },
      { path: '/gone', before: true },
      { path: '/came', after: null },
    ]);
  });

  it('goes into lists and objects', () => {
    expect(diffValues({ tags: ['a', 'b'], task: { due: { at: 1 } } }, { tags: ['a', 'c', 'd'], task: { due: { at: 2 } } })).toEqual([
      { path: '/tags/1', before: 'b', after: 'c' },
      { path: '/tags/2', after: 'd' },
      { path: '/task/due/at', before: 1, after: 2 },
    ]);
  });

  it('compares values of different kinds as a whole', () => {
    expect(diffValues({ a: [1] }, { a: { 0: 1 } })).toEqual([{ path: '/a', before: [1], after: { 0: 1 } }]);
    expect(diffValues({ a: null }, { a: {} })).toEqual([{ path: '/a', before: null, after: {} }]);
    expect(diffValues('text', { a: 1 })).toEqual([{ path: '', before: 'text', after: { a: 1 } }]);
    expect(diffValues(undefined, { a: 1 })).toEqual([{ path: '', after: { a: 1 } }]);
  });

  it('escapes names as JSON Pointers do', () => {
    expect(diffValues({ 'a/b~c': 1 }, { 'a/b~c': 2 })).toEqual([{ path: '/a~1b~0c', before: 1, after: 2 }]);
  });
});
