import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planReminders } from './plan-reminders.ts';

const zones = [
  'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu', 'UTC', 'America/Santiago', 'Africa/Casablanca',
  'Asia/Tehran', 'Atlantic/Azores',
];
const minuteMs = 60_000;

/** A local time within many years, often close to a clock change. */
const wallIn = (zone: string): fc.Arbitrary<Temporal.PlainDateTime> =>
  fc
    .record({
      at: fc.record({ year: fc.integer({ min: 1995, max: 2060 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }), hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) }),
      // Minutes from the next change, or from the same time a day later.
      beside: fc.option(fc.oneof(fc.integer({ min: -180, max: 180 }), fc.integer({ min: 1_260, max: 1_620 }))),
    })
    .map(({ at, beside }) => {
      const wall = Temporal.PlainDateTime.from(at);
      const change = beside === null ? null : wall.toZonedDateTime(zone).getTimeZoneTransition('next');
      return change === null ? wall : change.toPlainDateTime().add({ minutes: beside! });
    });

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
  const runs = { numRuns: 300 };

  it('hours and minutes before are time that passes', () =>
    fc.assert(fc.property(wallIn(zone), (wall) => void expect(planOf(wall, zone, [90])).toEqual([instantOf(wall, zone) - 90 * minuteMs])), runs));

  it('days before show the same time of day on the right date, unless the clock skips it', () =>
    fc.assert(
      fc.property(wallIn(zone), fc.constantFrom(1, 7), (wall, days) => {
        const [at] = planOf(wall, zone, [days * 1_440]);
        const wanted = wall.subtract({ days });
        const shown = localOf(at!, zone);
        const skipped = !localOf(instantOf(wanted, zone), zone).equals(wanted);
        if (!skipped) expect(shown.toString()).toBe(wanted.toString());
        // A time that the clock skips moves forward by the length of the gap.
        else expect(Temporal.PlainDateTime.compare(shown, wanted)).toBe(1);
        expect(at! - instantOf(wanted, zone)).toBe(0);
      }),
      runs,
    ));

  it('reminders are in order, distinct and never after the due time', () =>
    fc.assert(
      fc.property(wallIn(zone), fc.array(fc.nat(4), { minLength: 1, maxLength: 6 }), (wall, halves) => {
        const plan = planOf(wall, zone, halves.map((half) => half * 720));
        expect(plan).toEqual([...new Set(plan)].toSorted((a, b) => a - b));
        for (const at of plan) expect(at).toBeLessThanOrEqual(instantOf(wall, zone));
      }),
      runs,
    ));
});
