import { describe, expect, it } from 'vitest';
import { isDueLocal, isTimeZone, startOfDay, toDueDate, toDueLocal } from './due.ts';

describe('a local due time', () => {
  it.each([
    ['2026-11-22', 'Europe/Berlin', '2026-11-22T08:00:00.000Z', 'a date means nine in the morning'],
    ['2026-07-22', 'Europe/Berlin', '2026-07-22T07:00:00.000Z', 'also in summer'],
    ['2026-11-22T18:30', 'America/New_York', '2026-11-22T23:30:00.000Z', 'a date-time is what the clock shows'],
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z', 'a time that the clock skips moves on by the gap'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', 'a time that comes twice is the first'],
  ])('%s in %s is %s: %s', (due_local, zone, instant) => {
    expect(toDueDate(due_local, zone)).toBe(instant);
  });

  it('comes back from its instant, except where the clock skips it', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'UTC']) {
      for (let day = 1; day <= 28; day++) {
        const due_local = `2026-03-${String(day).padStart(2, '0')}T12:34`;
        expect(toDueLocal(toDueDate(due_local, zone), zone)).toBe(due_local);
      }
    }
  });

  it.each(['2026-02-30', '2026-13-01', '2026-11-22T24:00', '0000-01-01', '2026-1-1', 'tomorrow', '2026-11-22T09:00Z'])(
    'refuses %s',
    (text) => expect(isDueLocal(text)).toBe(false),
  );
});

describe('a time zone', () => {
  it.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata'])('knows %s', (zone) =>
    expect(isTimeZone(zone)).toBe(true));
  it.each(['', 'Berlin', '+01:00', 'Europe/Nowhere', 'x'.repeat(200), "UTC'; --"])('refuses %j', (zone) =>
    expect(isTimeZone(zone)).toBe(false));
  it('begins its days at midnight, or at the first hour that the clock has', () => {
    expect(startOfDay('2026-11-22', 'Europe/Berlin')).toBe('2026-11-21T23:00:00.000Z');
    expect(startOfDay('2026-09-06', 'America/Santiago')).toBe('2026-09-06T04:00:00.000Z');
  });
});
