import { describe, expect, it } from 'vitest';
import type { TimeContext } from '../domain/when/types.ts';
import { briefly } from './brief-times.ts';

/** A Thursday, half past two in Berlin. */
export const thursday: TimeContext = { now: '2026-11-26T13:30:00.000Z', time_zone: 'Europe/Berlin', date_order: null };

/**
 * Checks what messages say about time: all of "x …" but the x is claimed, unless a third
 * column says what is left.
 */
export const table = (kind: string, rows: readonly (readonly [message: string, said: string, rest?: string])[], context: Partial<TimeContext> = {}): void => {
  describe(`${kind}`, () => {
    it.each(rows.map(([message, said, rest = 'x']) => ({ message, said, rest })))('$message', ({ message, said, rest }) =>
      expect(briefly(message, { ...thursday, ...context })).toEqual({ said, rest }),
    );
  });
};

/** Checks what words of time are left alone, or asked about. */
export const untouched = (kind: string, said: RegExp, messages: readonly string[]): void => {
  describe(`${kind}`, () => {
    it.each(messages)('%s', (message) => {
      const read = briefly(message, thursday);
      expect(read.said).toMatch(said);
      expect(read.rest).toBe(message);
    });
  });
};
