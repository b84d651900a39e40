import { describe, expect, it } from 'vitest';
import { asDueLocal, takeDates } from './take-date.ts';

// A Friday, half past one in Berlin.
const context = { now: '2026-11-20T12:30:00.000Z', time_zone: 'Europe/Berlin' };

const read = (text: string, at = context): [string, ...string[]] => {
  const { text: rest, meanings } = takeDates(text, at);
  return [rest, ...meanings.map(asDueLocal)];
};

describe('a date in a text', () => {
  it.each([
    ['x tomorrow 9am', '2026-11-21T09:00'],
    ['x today 9am', '2026-11-20T09:00'],
    ['x 9am', '2026-11-21T09:00'],
    ['x at 17', '2026-11-20T17:00'],
    ['x at 5', '2026-11-20T17:00'],
    ['x at 5:00', '2026-11-21T05:00'],
    ['x friday', '2026-11-27'],
    ['x friday at 6pm', '2026-11-20T18:00'],
    ['x friday 10:00', '2026-11-27T10:00'],
    ['x on sat', '2026-11-21'],
    ['x by monday', '2026-11-23'],
    ['x next week', '2026-11-27'],
    ['x next month', '2026-12-20'],
    ['x in 3 days', '2026-11-23'],
    ['x in 2 hours', '2026-11-20T15:30'],
    ['x the day after tomorrow', '2026-11-22'],
    ['x at noon', '2026-11-21T12:00'],
    ['x midnight', '2026-11-21T00:00'],
    ['x this evening', '2026-11-20T18:00'],
    ['x 24 dec', '2026-12-24'],
    ['x on 13/4', '2027-04-13'],
    ['x end of month', '2026-11-30'],
    ['x 2026-11-22T09:00', '2026-11-22T09:00'],
    ['x 2026-11-22T09:00Z', '2026-11-22T10:00'],
    ['tomorrow: x', '2026-11-21'],
  ])('%s is %s', (text, due_local) => expect(read(text)).toEqual(['x', due_local]));

  it.each([
    'may call bob', 'plan trip in may', 'sat exam', 'the cat sat', 'enjoy the sun', 'second draft', 'be there in a second', 'wait 5 minutes', 'run for 30 minutes',
    'call 911', 'flat 3/4 review', 'install 1.2.3', 'do it now', 'plan weekend', 'buy 5 may flowers', 'x 31 feb', 'x 2026-02-30', 'email bob@monday.com', 'friday drinks',
    'call Anna about monday meeting', 'x last friday', 'read The Day After Tomorrow Reader', '2026 budget', 'x 0000-01-01',
  ])('is none in: %s', (text) => expect(read(text)).toEqual([text]));

  it('does not take a version for a time', () => expect(read('release 2.10 tomorrow')).toEqual(['release 2.10', '2026-11-21']));

  it('is a whole day where tonight is over', () => {
    expect(read('x tonight', { ...context, now: '2026-11-20T20:30:00.000Z' })).toEqual(['x', '2026-11-20']);
  });

  it('is where the person is, not where the server is', () => {
    expect(read('x tomorrow', { now: '2026-11-20T23:30:00.000Z', time_zone: 'Europe/Berlin' })[1]).toBe('2026-11-22');
    expect(read('x tomorrow', { now: '2026-11-20T23:30:00.000Z', time_zone: 'America/New_York' })[1]).toBe('2026-11-21');
    expect(read('x in 2 hours', { now: '2026-10-25T00:30:00.000Z', time_zone: 'Europe/Berlin' })[1]).toBe('2026-10-25T03:30');
  });
});
