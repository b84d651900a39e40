import { describe, expect, it } from 'vitest';
import { briefly } from '../../testing/brief-times.ts';
import { table, thursday, untouched } from '../../testing/time-tables.ts';

untouched('words that are no time', /^$/, [
  'read pages 10 to 12', 'install 2.10', 'release 1.2.3', 'call bob@monday.com', 'buy 3/4 inch screws', 'finish the weekly report', 'call mum 10 minutes before dinner', 'read "Freaky Friday"', 'call April', 'ask June about it',
  'march to the office', 'may the force', 'table for 8', 'count to 10', 'go to the 5th floor', 'pay 2026 taxes', 'call 555-1234', 'clean room 5', "read tomorrow's agenda", 'date night with Anna', 'call Frida', 'eat a sundae', 'order 7 up',
  'buy 2 to 3 kg apples', 'watch 12 Angry Men', 'send Q1 report', 'visit http://x.org/2026-12-05', 'about 5 people', 'pay the overdue bill', 'come late',
]);

untouched('words that may be a time', /^ask /, [
  'watch Freaky Friday', 'watch freaky friday', 'see Monday Night Football', 'watch Tomorrow Never Dies', 'watch the day after tomorrow', 'monday morning meeting notes', 'prepare for monday meeting', 'friday drinks', 'buy sunday roast',
  'write weekly report', 'notes about monday', 'party 31 feb', 'call at 25:00', 'call on 2026-02-30', 'meet at 10 Downing Street', 'raise the price by 10', 'call mum sat', 'call mum firday', 'plan trip in may', 'food for the weekend',
  'trip for next summer', 'read John 3:16', 'call Tim later',
]);

table('typing errors', [
  ['x tomorow at 5pm', '2026-11-27T17:00'],
  ['x tommorrow', '2026-11-27'],
  ['x on wendesday', '2026-12-02'],
  ['x saterday at 3', '2026-11-28T15:00'],
  ['x evry monday', '2026-11-30 FREQ=WEEKLY;BYDAY=MO'],
  ['x on 5 decembr', '2026-12-05'],
]);

table('however it is written', [
  ['X TOMORROW AT 5PM', '2026-11-27T17:00', 'X'],
  ['x ＴＯＭＯＲＲＯＷ at ５pm', '2026-11-27T17:00'],
  ['x tómorrow', '2026-11-27'],
  ['x to\u0301morrow', '2026-11-27'],
  ['x tomorrow 🥛', '2026-11-27', 'x 🥛'],
  ['x friday 🎉 8pm', '2026-11-27T20:00', 'x 🎉'],
  ['x tomorrow!!!', '2026-11-27', 'x !!!'],
  ['x (tomorrow)', '2026-11-27', 'x ( )'],
  ['x ‘tomorrow’', '2026-11-27', 'x ‘ ’'],
  ['tomorrow: x', '2026-11-27', ': x'],
  ['x tomorrow please', '2026-11-27', 'x please'],
  ['x #home tomorrow p1', '2026-11-27', 'x #home p1'],
]);

describe('what others have claimed', () => {
  it('is no title beside a day', () => {
    expect(briefly('add friday drinks', thursday).said).toMatch(/^ask /);
    expect(briefly('add friday', thursday, [{ from: 0, to: 3 }]).said).toBe('2026-11-27');
    expect(briefly('tell me friday', thursday, [{ from: 8, to: 14 }]).said).toBe('');
  });
});
