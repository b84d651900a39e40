import { describe, expect, it } from 'vitest';
import { guessDateOrder } from './date-order.ts';

describe('the order of day and month', () => {
  it.each([
    ['en-US,en;q=0.9', 'month_day'],
    ['en-GB,en-US;q=0.9', 'day_month'],
    ['de,en-US;q=0.7,en;q=0.3', 'day_month'],
    ['ja', 'month_day'],
    ['fr-CA;q=0.8', 'month_day'],
    ['he-IL', 'day_month'],
  ])('of %s is likely %s', (header, order) => expect(guessDateOrder(header)).toBe(order));

  it.each([[undefined], ['*'], ['en'], [''], ['not a language'], ['xx-US'], [`${'a-'.repeat(1_000)}`]])('of %s is not known', (header) =>
    expect(guessDateOrder(header)).toBeNull(),
  );
});
