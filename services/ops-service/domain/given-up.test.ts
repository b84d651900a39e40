import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractBroken, triesInAll } from '#contracts/envelope';
import type { Arrival, Place, Report } from './dead-letter.ts';
import { isUnexplained, readReports } from './given-up.ts';

const here: Place = { topic: 'task-events', partition: 1, offset: '7' };
const there: Place = { ...here, offset: '9' };
const at = (at: number, place = here): Arrival => ({ place, at });
const report = (consumer: string, attempt: number, more: Partial<Report> = {}): Report => ({
  consumer, attempt, outcome: 'failed', place: here, at: 0, error_class: null, message: null, stack: null, build: 'b', ...more,
});
const tries = (consumer: string, count = triesInAll, place: Place | null = here): Report[] => Array.from({ length: count }, (_, i) => report(consumer, i + 1, { place }));
const handled = (consumer: string, attempt: number): Report => report(consumer, attempt, { outcome: 'handled' });
const broken = (consumer: string): Report => report(consumer, 1, { error_class: contractBroken });

const who = (arrivals: Arrival[], reports: Report[]) => {
  const places = readReports(arrivals, reports);
  return [[...new Set(places.flatMap(({ givenUp }) => [...givenUp]))].sort(), places.some(isUnexplained)];
};

describe('who gave an event up', () => {
  it.each<[string, Arrival[], Report[], string[], boolean]>([
    ['nobody spoke', [at(1)], [], [], true],
    ['one gave up', [at(1)], tries('a'), ['a'], false],
    ['its last report has not come yet', [at(1)], tries('a', 3), [], true],
    ['another recovered', [at(1)], [...tries('a'), ...tries('b', 2), handled('b', 3)], ['a'], false],
    ['one recovered after a round was cut short, and another died', [at(1)], [...tries('b', 4), handled('b', 5)], [], true],
    ['two gave up in the same millisecond', [at(1), at(1)], [...tries('a'), ...tries('b')], ['a', 'b'], false],
    ['two called it broken', [at(1), at(2)], [broken('a'), broken('b')], ['a', 'b'], false],
    ['one gave up, the other never spoke', [at(1), at(2)], tries('a'), ['a'], true],
    ['one gave up twice', [at(1), at(2)], tries('a', 8), ['a'], true],
    ['the topic took the dead letter only after a second round', [at(1)], tries('a', 8), ['a'], false],
    ['the tries were at another place', [at(1)], tries('a', 4, there), [], true],
    ['the reports give no place', [at(1)], tries('a', 4, null), ['a'], false],
    ['a replay failed too', [at(1), at(2, there)], [...tries('a'), ...tries('a', 4, there)], ['a'], false],
    ['a replay was handled', [at(1)], [...tries('a'), { ...handled('a', 1), place: there }], ['a'], false],
  ])('when %s', (_name, arrivals, reports, names, unexplained) => {
    expect(who(arrivals, reports)).toEqual([names, unexplained]);
    expect(who(arrivals.toReversed(), reports.toReversed())).toEqual([names, unexplained]);
  });
});

interface Story {
  reports: Report[];
  arrivals: number;
  /** Whether the event is lost to this consumer. */
  gaveUp: boolean;
}

interface Step {
  recovers: boolean;
  /** The try ends without a report. */
  dies: boolean;
  /** The round is cut short. */
  restarts: boolean;
  /** The event comes again although its dead letter was written. */
  again: boolean;
}

/**
 * What may happen to a consumer with one event, as the sidecar and the platform go about
 * it: a try fails with a report, or dies without one; a round is cut short and begins anew;
 * a dead letter is written and the event comes again all the same; a success after a
 * counted failure is reported.
 */
const tellStory = (consumer: string, steps: readonly Step[]): Story => {
  const story: Story = { reports: [], arrivals: 0, gaveUp: false };
  let [counted, delivered] = [0, 0];
  const recovered = (): Story => {
    if (counted > 0) story.reports.push(handled(consumer, counted + 1));
    return { ...story, gaveUp: false };
  };
  for (const { recovers, dies, restarts, again } of steps) {
    if (recovers) return recovered();
    if (!dies) story.reports.push(report(consumer, (counted += 1)));
    delivered = restarts ? 0 : delivered + 1;
    if (delivered < triesInAll) continue;
    story.arrivals += 1;
    if (!again) return { ...story, gaveUp: true };
    delivered = 0;
  }
  return recovered();
};

/** True in this percentage of cases. */
const chance = (percent: number): fc.Arbitrary<boolean> => fc.oneof({ weight: percent, arbitrary: fc.constant(true) }, { weight: 100 - percent, arbitrary: fc.constant(false) });

const step: fc.Arbitrary<Step> = fc.record({ recovers: chance(12), dies: chance(20), restarts: chance(10), again: chance(15) });
const story = (consumer: string) => fc.array(step, { minLength: triesInAll, maxLength: 24 }).map((steps) => ({ consumer, ...tellStory(consumer, steps) }));

/**
 * What was reported of three consumers in whatever order, some of it twice, and the dead
 * letters.
 */
const sights = fc.tuple(story('a'), story('b'), story('c')).chain((stories) => {
  const reports = stories.flatMap((one) => one.reports);
  const arrivals = stories.reduce((sum, one) => sum + one.arrivals, 0);
  return fc.record({
    stories: fc.constant(stories),
    arrivals: fc.array(fc.constantFrom(at(1), at(2)), { minLength: arrivals, maxLength: arrivals }),
    reports: fc.subarray(reports).chain((twice) => fc.shuffledSubarray([...reports, ...twice], { minLength: reports.length + twice.length })),
  });
});

describe('whatever happens to the consumers of an event', () => {
  it('none is blamed that did not give it up, and none that did goes unnoticed', () => {
    const seen = { named: 0, unknown: 0, recovered: 0 };
    fc.assert(
      fc.property(sights, ({ stories, arrivals, reports }) => {
        const [names, unexplained] = who(arrivals, reports) as [string[], boolean];
        const guilty = stories.filter(({ gaveUp }) => gaveUp).map(({ consumer }) => consumer);
        expect(names.filter((name) => !guilty.includes(name))).toEqual([]);
        if (!unexplained) expect(names).toEqual(guilty);
        if (names.length > 0) seen.named += 1;
        if (unexplained) seen.unknown += 1;
        if (reports.some(({ outcome }) => outcome === 'handled')) seen.recovered += 1;
      }),
      { numRuns: 5_000 },
    );
    // Every kind of story occurred often.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(250);
  });
});
