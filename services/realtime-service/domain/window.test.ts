import { describe, expect, it } from 'vitest';
import { append, fits, missedSince, type Entry, type Window, type WindowLimits } from './window.ts';

const limits: WindowLimits = { count: 5, bytes: 1_000, ageMs: 60_000 };
const entry = (user_seq: number, more: Partial<Entry> = {}): Entry => ({ user_seq, frame: `frame ${user_seq}`, bytes: 10, at: 0, ...more });
const windowOf = (...entries: Entry[]): Window | undefined =>
  entries.reduce<Window | undefined>((window, next) => append(window, next, limits) ?? window, undefined);
const seqs = (entries: readonly Entry[] | null): number[] | null => entries?.map(({ user_seq }) => user_seq) ?? null;

describe('the window of a user', () => {
  it('has what a client missed, in order', () => {
    const window = windowOf(entry(4), entry(5), entry(6));
    expect(seqs(missedSince(window, 3, 0))).toEqual([4, 5, 6]);
    expect(seqs(missedSince(window, 5, 0))).toEqual([6]);
    expect(seqs(missedSince(window, 6, 0))).toEqual([]);
  });

  it('takes no change twice and none backwards', () => {
    const window = windowOf(entry(4), entry(5));
    expect(append(window, entry(5), limits)).toBeNull();
    expect(append(window, entry(4), limits)).toBeNull();
    expect(append(window, entry(1), limits)).toBeNull();
  });

  it('does not know what happened before its first change', () => {
    expect(missedSince(undefined, 3, 0)).toBeNull();
    expect(missedSince(windowOf(entry(4)), 2, 0)).toBeNull();
  });

  it('begins anew after a gap, because what lies in it is not known', () => {
    const window = windowOf(entry(4), entry(5), entry(8));
    expect(missedSince(window, 5, 0)).toBeNull();
    expect(seqs(missedSince(window, 7, 0))).toEqual([8]);
  });

  it('has nothing for a client that is ahead of it', () => {
    expect(seqs(missedSince(windowOf(entry(4)), 9, 0))).toEqual([]);
  });

  it.each([
    ['count', (n: number) => entry(n)],
    ['bytes', (n: number) => entry(n, { bytes: 200 })],
    ['age', (n: number) => entry(n, { at: n * 12_000 })],
  ])('is bounded by %s', (_name, make) => {
    const window = windowOf(...Array.from({ length: 20 }, (_, i) => make(i + 1)))!;
    expect(window.entries.length).toBeLessThanOrEqual(6);
    expect(window).toMatchObject({ last: 20, after: 20 - window.entries.length, bytes: window.entries.reduce((sum, { bytes }) => sum + bytes, 0) });
    expect(missedSince(window, window.after - 1, 0)).toBeNull();
    expect(missedSince(window, window.after, 0)).toHaveLength(window.entries.length);
  });

  it('keeps the place of a change that is larger than itself', () => {
    const window = windowOf(entry(4), entry(5, { bytes: 5_000 }))!;
    expect(window).toMatchObject({ after: 5, last: 5, bytes: 0, entries: [] });
    expect(missedSince(window, 4, 0)).toBeNull();
    expect(missedSince(window, 5, 0)).toEqual([]);
  });

  it('does not answer with changes that are too old to be kept', () => {
    expect(missedSince(windowOf(entry(4, { at: 1_000 })), 3, 1_001)).toBeNull();
  });
});

describe('a change, to a client', () => {
  it('is the next, seen already, or after a gap', () => {
    expect(fits(4, 5)).toBe('next');
    expect(fits(4, 4)).toBe('seen');
    expect(fits(4, 2)).toBe('seen');
    expect(fits(4, 6)).toBe('gap');
    expect(fits(null, 6)).toBe('next');
  });
});
