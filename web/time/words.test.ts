import { expect, it } from 'vitest';
import { nowIn } from './day.ts';
import { dayWords, dueWords, instantWords } from './words.ts';

// A Thursday.
const now = nowIn('Europe/Berlin', Date.parse('2026-11-26T08:00:00Z'));

it.each([
  ['2026-11-25', 'Yesterday'], ['2026-11-26', 'Today'], ['2026-11-27', 'Tomorrow'], ['2026-12-02', 'Wednesday'], ['2026-12-03', 'Thu 3 Dec'], ['2026-11-20', 'Fri 20 Nov'], ['2027-01-04', 'Mon 4 Jan 2027'],
])('says %s as %s', (date, words) => expect(dayWords(date, now)).toBe(words));

it('says a time with its day, and the zone only where it is foreign', () => {
  const at = (due_local: string, time_zone: string, due_date: string): string | null => dueWords({ due_local, time_zone, due_date }, now);
  expect(at('2026-11-26T18:00', 'Europe/Berlin', '2026-11-26T17:00:00.000Z')).toBe('Today 18:00');
  expect(at('2026-11-26T18:00', 'Europe/Paris', '2026-11-26T17:00:00.000Z')).toBe('Today 18:00');
  expect(at('2026-11-27T09:00', 'Asia/Tokyo', '2026-11-27T00:00:00.000Z')).toBe('Tomorrow 01:00 (09:00 in Tokyo)');
  expect(at('2026-11-27', 'Asia/Tokyo', '2026-11-27T00:00:00.000Z')).toBe('Tomorrow');
  expect(dueWords({ due_local: null, due_date: null, time_zone: 'UTC' }, now)).toBeNull();
  expect(instantWords('2026-11-26T22:59:00.000Z', now)).toBe('Today 23:59');
});
