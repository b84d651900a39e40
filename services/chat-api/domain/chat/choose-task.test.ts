import { describe, expect, it } from 'vitest';
import { chooseTask } from './choose-task.ts';

const id = (n: number): string => `0190a000-0000-7000-8000-00000000000${n}`;
const tasks = ['buy milk', 'Buy Milk', 'milk the cow', 'Müll rausbringen', 'call mum', 'buy milk chocolate'].map((title, n) => ({ id: id(n), title, done: title === 'call mum' }));
const titles = (query: string, fits?: (task: { done: boolean }) => boolean): string[] | string => {
  const chosen = chooseTask(query, tasks, fits);
  return chosen.kind === 'one' ? chosen.task.title : chosen.kind === 'none' ? 'none' : chosen.tasks.map(({ title }) => title);
};

describe('the task that is meant', () => {
  it('is the one with the id', () => expect(titles(id(2).toUpperCase())).toBe('milk the cow'));
  it('is the one with exactly this title', () => expect(titles('buy milk')).toBe('buy milk'));
  it('is found whatever the case', () => {
    expect(titles('BUY MILK')).toEqual(['buy milk', 'Buy Milk']);
    expect(titles('müll')).toBe('Müll rausbringen');
  });
  it('is found by whole words before beginnings of words', () => {
    expect(titles('cow')).toBe('milk the cow');
    expect(titles('choc')).toBe('buy milk chocolate');
    expect(titles('ilk')).toBe('none');
  });
  it('is one of several where the words fit several', () => expect(titles('milk')).toHaveLength(4));
  it('is first looked for among those that fit the wish', () => {
    expect(titles('mum', ({ done }) => !done)).toBe('call mum');
    expect(titles('call', ({ done }) => done)).toBe('call mum');
  });
  it('is none where no word is said, or an unknown id', () => {
    expect(titles('...')).toBe('none');
    expect(titles(id(9))).toBe('none');
  });
});
