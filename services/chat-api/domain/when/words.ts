/** All forms of a word that mean the same thing. */
const dictionary = <T>(entries: readonly (readonly [T, string])[]): Map<string, T> =>
  new Map(entries.flatMap(([value, forms]) => forms.split(' ').map((form): [string, T] => [form, value])));

/** Monday is 1, as in ISO 8601. */
export const weekdayNames = dictionary([
  [1, 'monday mon'],
  [2, 'tuesday tue tues'],
  [3, 'wednesday wed weds'],
  [4, 'thursday thu thur thurs'],
  [5, 'friday fri'],
  [6, 'saturday sat'],
  [7, 'sunday sun'],
]);

/** "mondays" is a repetition, not a day. */
export const weekdayPlurals = new Map([...weekdayNames].filter(([name]) => name.endsWith('day')).map(([name, day]) => [`${name}s`, day]));

export const monthNames = dictionary([
  [1, 'january jan'],
  [2, 'february feb'],
  [3, 'march mar'],
  [4, 'april apr'],
  [5, 'may'],
  [6, 'june jun'],
  [7, 'july jul'],
  [8, 'august aug'],
  [9, 'september sep sept'],
  [10, 'october oct'],
  [11, 'november nov'],
  [12, 'december dec'],
]);

/** What a length of time is counted in. */
export interface Unit {
  months: number;
  days: number;
  minutes: number;
}

const unit = (part: Partial<Unit>): Unit => ({ months: 0, days: 0, minutes: 0, ...part });

export const units = dictionary([
  [unit({ minutes: 1 / 60 }), 'second seconds sec secs'],
  [unit({ minutes: 1 }), 'minute minutes min mins'],
  [unit({ minutes: 60 }), 'hour hours hr hrs'],
  [unit({ days: 1 }), 'day days'],
  [unit({ days: 7 }), 'week weeks wk wks'],
  [unit({ days: 14 }), 'fortnight fortnights'],
  [unit({ months: 1 }), 'month months'],
  [unit({ months: 3 }), 'quarter quarters'],
  [unit({ months: 12 }), 'year years yr yrs'],
]);

/** Letters that are units only if they touch the number: 2h, 3d. */
export const shortUnits = dictionary([
  [unit({ minutes: 1 / 60 }), 's'],
  [unit({ minutes: 1 }), 'm'],
  [unit({ minutes: 60 }), 'h'],
  [unit({ days: 1 }), 'd'],
  [unit({ days: 7 }), 'w'],
  [unit({ months: 12 }), 'y'],
]);

const below20 = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

export const tensWords = new Map(tens.map((word, index) => [word, (index + 2) * 10]));
export const numberWords = new Map(below20.map((word, index): [string, number] => [word, index]).slice(1));

const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth';
export const ordinalWords = new Map(ordinals.split(' ').map((word, index): [string, number] => [word, index + 1]));

/**
 * A part of the day: the hour it means by itself, and its beginning and end in minutes of
 * the day.
 */
export interface PartOfDay {
  name: string;
  time: number;
  from: number;
  to: number;
}

const part = (name: string, ...[time, from, to]: [number, number, number]): PartOfDay => ({ name, time: time * 60, from: from * 60, to: to * 60 });

/** Past 24:00 the night belongs to the next day. */
export const partsOfDay = dictionary([
  [part('morning', 9, 0, 12), 'morning mornings'],
  [part('afternoon', 15, 12, 18), 'afternoon afternoons'],
  [part('evening', 18, 16, 24), 'evening evenings'],
  [part('night', 20, 18, 29), 'night nights nite'],
]);
