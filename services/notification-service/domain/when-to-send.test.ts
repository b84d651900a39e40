import { describe, expect, it } from 'vitest';
import { afterQuietHours, localDate, nextDigest, whenToSend } from './when-to-send.ts';

const berlin = 'Europe/Berlin';
const night = { from: '22:00', to: '07:00' };
const minutes = (count: number): number => count * 60_000;
const instants = (from: string, hours: number, step = 15): string[] =>
  Array.from({ length: (hours * 60) / step }, (_, i) => new Date(Date.parse(from) + minutes(i * step)).toISOString());

const formats = new Map<string, Intl.DateTimeFormat>();
const localTime = (instant: string, zone: string): string => {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(zone, format);
  return format.format(new Date(instant));
};

const isQuiet = (at: string, zone: string, { from, to }: typeof night): boolean => {
  const time = localTime(at, zone);
  return from < to ? from <= time && time < to : time >= from || time < to;
};

describe('quiet hours', () => {
  it.each([
    ['before they begin', '2026-11-20T20:59:00Z', '2026-11-20T20:59:00Z'],
    ['from their first minute', '2026-11-20T21:00:00Z', '2026-11-21T06:00:00Z'],
    ['after midnight', '2026-11-21T01:30:00Z', '2026-11-21T06:00:00Z'],
    ['at their end', '2026-11-21T06:00:00Z', '2026-11-21T06:00:00Z'],
  ])('%s', (_, at, expected) => {
    expect(afterQuietHours(at, night, berlin)).toBe(expected);
  });

  it('hold within a day too', () => {
    expect(afterQuietHours('2026-11-20T12:10:00Z', { from: '13:00', to: '14:30' }, berlin)).toBe('2026-11-20T13:30:00Z');
  });

  it('are those of the zone', () => {
    expect(afterQuietHours('2026-11-20T21:30:00Z', night, 'America/New_York')).toBe('2026-11-20T21:30:00Z');
    expect(afterQuietHours('2026-11-20T21:30:00Z', night, 'Asia/Kolkata')).toBe('2026-11-21T01:30:00Z');
  });

  it('are an hour shorter when clocks go forward, an hour longer when they go back', () => {
    expect(afterQuietHours('2026-03-28T21:00:00Z', night, berlin)).toBe('2026-03-29T05:00:00Z');
    expect(afterQuietHours('2026-10-24T20:00:00Z', night, berlin)).toBe('2026-10-25T06:00:00Z');
  });

  it('end with the change when it skips their end', () => {
    expect(afterQuietHours('2026-03-29T00:30:00Z', { from: '01:00', to: '02:30' }, berlin)).toBe('2026-03-29T01:00:00Z');
  });

  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Sao_Paulo', 'Pacific/Apia'])(
    'always end at the first minute that is not quiet, around each clock change in %s',
    (zone) => {
      const days = ['2026-03-07T18:00:00Z', '2026-03-28T18:00:00Z', '2026-04-04T06:00:00Z', '2026-10-03T06:00:00Z', '2026-10-24T18:00:00Z', '2026-10-31T18:00:00Z'];
      const wrong: string[] = [];
      for (const quiet of [{ from: '22:00', to: '02:30' }, { from: '02:15', to: '04:00' }, { from: '01:15', to: '03:00' }, { from: '01:45', to: '04:00' }]) {
        for (const at of days.flatMap((day) => instants(day, 24))) {
          const end = afterQuietHours(at, quiet, zone);
          const held = Array.from({ length: (Date.parse(end) - Date.parse(at)) / minutes(15) }, (_, i) => new Date(Date.parse(at) + minutes(15 * i)).toISOString());
          const isFirst = !isQuiet(end, zone, quiet) && held.every((before) => isQuiet(before, zone, quiet));
          if (!isFirst) wrong.push(`${at} -> ${end}, quiet ${quiet.from} to ${quiet.to}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});

describe('the daily digest', () => {
  it('is today while its time is to come, else tomorrow', () => {
    expect(nextDigest('2026-11-20T06:59:59Z', '08:00', berlin)).toBe('2026-11-20T07:00:00Z');
    expect(nextDigest('2026-11-20T07:00:00Z', '08:00', berlin)).toBe('2026-11-20T07:00:00Z');
    expect(nextDigest('2026-11-20T07:00:01Z', '08:00', berlin)).toBe('2026-11-21T07:00:00Z');
  });

  it('keeps its local time over clock changes, and comes on the day that skips it', () => {
    expect(nextDigest('2026-03-28T08:00:00Z', '08:00', berlin)).toBe('2026-03-29T06:00:00Z');
    expect(nextDigest('2026-03-28T08:00:00Z', '02:30', berlin)).toBe('2026-03-29T01:00:00Z');
  });

  it('is of the local day', () => {
    expect(localDate('2026-11-20T23:30:00Z', berlin)).toBe('2026-11-21');
    expect(localDate('2026-11-20T23:30:00Z', 'America/New_York')).toBe('2026-11-20');
  });
});

describe('when a notice is sent', () => {
  const preferences = { quiet_hours: night, digest_at: '08:00' };
  it('is at once outside quiet hours', () => {
    expect(whenToSend({ not_before: '2026-11-20T12:00:00Z', mode: 'now' }, preferences, { now: '2026-11-20T12:00:01Z', zone: berlin })).toBe('2026-11-20T12:00:01Z');
  });
  it('meets quiet hours again when its release comes late', () => {
    expect(whenToSend({ not_before: '2026-11-19T22:00:00Z', mode: 'now' }, preferences, { now: '2026-11-20T22:00:00Z', zone: berlin })).toBe('2026-11-21T06:00:00Z');
  });
  it('is not before a snooze ends', () => {
    expect(whenToSend({ not_before: '2026-11-20T13:00:00Z', mode: 'now' }, preferences, { now: '2026-11-20T12:00:00Z', zone: berlin })).toBe('2026-11-20T13:00:00Z');
  });
  it('is the next digest, after quiet hours', () => {
    expect(whenToSend({ not_before: '2026-11-20T13:00:00Z', mode: 'digest' }, preferences, { now: '2026-11-20T13:00:00Z', zone: berlin })).toBe('2026-11-21T07:00:00Z');
    expect(whenToSend({ not_before: '2026-11-20T13:00:00Z', mode: 'digest' }, { ...preferences, digest_at: '23:00' }, { now: '2026-11-20T13:00:00Z', zone: berlin })).toBe('2026-11-21T06:00:00Z');
  });
});
