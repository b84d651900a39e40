import fc from 'fast-check';

/** One to three of them, as a list in a rule. */
export const some = (item: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.uniqueArray(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(','));

/** No part at all. */
export const nothing = fc.constant<string[]>([]);

/** A part of a rule that may be missing. */
export const maybe = (name: string, value: fc.Arbitrary<string>): fc.Arbitrary<string[]> =>
  fc.oneof({ weight: 3, arbitrary: nothing }, { weight: 2, arbitrary: value.map((text) => [`${name}=${text}`]) });

/** Parts one after the other. */
export const inOrder = (...parts: fc.Arbitrary<string[]>[]): fc.Arbitrary<string[]> => fc.tuple(...parts).map((each) => each.flat());

const number = (max: number): fc.Arbitrary<string> => fc.integer({ min: 1, max }).map(String);

export const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
export const workdays = fc.constant('MO,TU,WE,TH,FR');
export const month = number(12);
export const monthDay = fc.tuple(fc.constantFrom('', '-'), number(31)).map((parts) => parts.join(''));

/** A weekday of a month, such as 1MO. */
export const nthWeekday = (...places: string[]): fc.Arbitrary<string> => fc.tuple(fc.constantFrom(...places), weekday).map((parts) => parts.join(''));

/** A rule of one of these frequencies, with an interval and an end at most so far. */
export const ruleOf = (partsOf: Record<string, fc.Arbitrary<string[]>>, { interval, end }: { interval: number; end: fc.Arbitrary<string[]> }): fc.Arbitrary<string> =>
  fc
    .constantFrom(...Object.keys(partsOf))
    .chain((frequency) => inOrder(fc.constant([`FREQ=${frequency}`]), maybe('INTERVAL', number(interval)), partsOf[frequency]!, end))
    .map((parts) => parts.join(';'));

/** The number of dates after which a rule ends. */
export const count = (max: number): fc.Arbitrary<string[]> => number(max).map((text) => [`COUNT=${text}`]);
