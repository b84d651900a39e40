import { describe, expect, it } from 'vitest';
import { createKeyCounter } from './key-mix.ts';

const windowMs = 1_000;
const counted = (keys: string[], now = 0) => {
  const counter = createKeyCounter(windowMs);
  for (const key of keys) counter.count('t/0', key, now);
  return counter;
};

describe('the mix of keys', () => {
  it('has every event, and the square of what each key brought', () =>
    expect(counted(['a', 'a', 'a', 'b']).mixOf('t/0', 0)).toEqual({ events: 4, squares: 10 }));

  it('is that of the last complete window while a new one fills', () => {
    const counter = counted(['a', 'b'], 999);
    counter.count('t/0', 'c', 1_000);
    expect(counter.mixOf('t/0', 1_500)).toEqual({ events: 2, squares: 2 });
    expect(counter.mixOf('t/0', 2_000)).toEqual({ events: 1, squares: 1 });
  });

  it('is empty after a window without events, and unknown where none came', () => {
    const counter = counted(['a']);
    expect(counter.mixOf('t/0', 5_000)).toEqual({ events: 0, squares: 0 });
    expect(counter.mixOf('t/1', 0)).toBeUndefined();
  });

  it('takes no more memory for a million keys than for ten thousand, and still counts them as many', () => {
    const { events, squares } = counted(Array.from({ length: 30_000 }, (_, i) => `key ${i}`)).mixOf('t/0', 0)!;
    expect(events ** 2 / squares).toBe(30_000);
  });
});
