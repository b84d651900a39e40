import { describe, expect, it } from 'vitest';
import { addDays, toInstant, toLocal, weekday } from './zone.ts';

describe('a local time as an instant', () => {
  it.each([
    ['2026-11-26T18:00', 'Europe/Berlin', '2026-11-26T17:00:00.000Z'],
    ['2026-07-01T18:00', 'Europe/Berlin', '2026-07-01T16:00:00.000Z'],
    ['2026-11-26', 'America/New_York', '2026-11-26T14:00:00.000Z'],
    ['2026-11-26T00:00', 'Pacific/Kiritimati', '2026-11-25T10:00:00.000Z'],
    ['2026-11-26T12:00', 'Asia/Kathmandu', '2026-11-26T06:15:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => expect(toInstant(local, zone)).toBe(instant));

  it('is the later one in a gap of the clock, and the earlier one where it comes twice', () => {
    expect(toInstant('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(toInstant('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('is read back as it was said', () => {
    for (const zone of ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe']) {
      for (let day = 0; day < 365; day += 1) {
        const local = `${addDays('2026-01-01', day)}T12:34`;
        expect(toLocal(Date.parse(toInstant(local, zone)), zone)).toBe(local);
      }
    }
  });
});

it('knows weekdays from Monday on', () => {
  expect(['2026-11-23', '2026-11-26', '2026-11-29'].map(weekday)).toEqual([0, 3, 6]);
});
