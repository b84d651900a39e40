import { describe, expect, it } from 'vitest';
import { createRandom } from '../test/helpers/random.ts';
import { planReminders } from './plan-reminders.ts';

const zones = [
  'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu', 'UTC', 'America/Santiago', 'Africa/Casablanca',
  'Asia/Tehran', 'Atlantic/Azores',
];
const minuteMs = 60_000;

/** Local times over many years, every third around a change of the clock. */
const samples = function* (zone: string, count: number): Generator<Temporal.PlainDateTime> {
  const random = createRandom(zone.length * 7919);
  const pick = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  for (let i = 0; i < count; i++) {
    const wall = Temporal.PlainDateTime.from({ year: pick(1995, 2060), month: pick(1, 12), day: pick(1, 28), hour: pick(0, 23), minute: pick(0, 59) });
    const change = i % 3 === 0 ? wall.toZonedDateTime(zone).getTimeZoneTransition('next') : null;
    yield change === null ? wall : change.toPlainDateTime().add({ minutes: pick(-180, 180) + pick(0, 1) * 1_440 });
  }
};

const instantOf = (wall: Temporal.PlainDateTime, zone: string): number => wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
const localOf = (instant: number, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();

const planOf = (wall: Temporal.PlainDateTime, time_zone: string, minutes: number[]): number[] =>
  planReminders({
    status: 'TODO', time_zone,
    due_date: new Date(instantOf(wall, time_zone)).toISOString(),
    due_local: wall.toString({ smallestUnit: 'minute' }),
    reminders: minutes.map((minutes_before) => ({ minutes_before })),
  }).map(({ remind_at }) => remind_at.getTime());

describe.each(zones)('in %s, whatever the date', (zone) => {
  it('hours and minutes before are time that passes', () => {
    for (const wall of samples(zone, 300)) expect(planOf(wall, zone, [90])).toEqual([instantOf(wall, zone) - 90 * minuteMs]);
  });

  it('days before show the same time of day on the right date, unless the clock skips it', () => {
    for (const wall of samples(zone, 300)) {
      for (const days of [1, 7]) {
        const [at] = planOf(wall, zone, [days * 1_440]);
        const wanted = wall.subtract({ days });
        const shown = localOf(at!, zone);
        const skipped = !localOf(instantOf(wanted, zone), zone).equals(wanted);
        if (!skipped) expect(`${wall} - ${days}: ${shown}`).toBe(`${wall} - ${days}: ${wanted}`);
        // Of a time that the clock skips, the first after the gap by as much.
        else expect(Temporal.PlainDateTime.compare(shown, wanted)).toBe(1);
        expect(at! - instantOf(wanted, zone)).toBe(0);
      }
    }
  });

  it('reminders are in order, distinct and never after the due time', () => {
    const random = createRandom(zone.length);
    for (const wall of samples(zone, 300)) {
      const minutes = Array.from({ length: 6 }, () => Math.floor(random() * 5) * 720);
      const plan = planOf(wall, zone, minutes);
      expect(plan).toEqual([...new Set(plan)].toSorted((a, b) => a - b));
      for (const at of plan) expect(at).toBeLessThanOrEqual(instantOf(wall, zone));
    }
  });
});
