import { describe, expect, it } from 'vitest';
import { briefly } from '../../testing/brief-times.ts';

// A Thursday, half past two in Berlin.
const context = { now: '2026-11-26T13:30:00.000Z', time_zone: 'Europe/Berlin', date_order: null };

const x = (message: string): string => briefly(message, context).said;

describe('a moment', () => {
  it.each([
    ['x tomorrow morning at 5', '2026-11-27T05:00'],
    ['x at 7 in the evening', '2026-11-26T19:00'],
    ['x friday next week', '2026-12-04'],
    ['x 2 weeks from monday', '2026-12-14'],
    ['x 05.12.2026', '2026-12-05'],
    ['x on the 15th at 9am', '2026-12-15T09:00'],
    ['x on tuesday at half past two', '2026-12-01T14:30'],
    ['x tomorrow at 9am EST', '2026-11-27T15:00 @EST'],
    ['x in 3 minutes', '2026-11-26T14:33'],
  ])('%s', (message, said) => expect(briefly(message, context)).toEqual({ said, rest: 'x' }));
});

describe('words of time that say something else', () => {
  it.each(['read pages 10 to 12', 'install 2.10', 'call bob@monday.com', 'buy 3/4 inch screws', 'finish the weekly report', 'call mum 10 minutes before dinner', 'read "Freaky Friday"'])('%s', (message) =>
    expect(x(message)).toBe(''),
  );
  it.each(['watch Freaky Friday', 'monday morning meeting notes', 'write weekly report', 'party 31 feb', 'watch Tomorrow Never Dies'])('asks about %s', (message) => expect(x(message)).toMatch(/^ask /));
});
