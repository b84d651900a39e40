import { as, digits, glued, inTurn, longest, maybe, rule, say, type Rule } from './grammar.ts';
import { fold } from './tokens.ts';

/** A zone as it was written, and what it may mean: IANA names or offsets such as +05:30. */
export interface ZoneSaid {
  words: string;
  zones: readonly string[];
}

/**
 * An abbreviation names an offset, but people use it all year for their region: if the two
 * differ, they are asked.
 */
const abbreviations: Record<string, readonly string[]> = {
  utc: ['UTC'], gmt: ['UTC'],
  est: ['-05:00', 'America/New_York'], edt: ['-04:00', 'America/New_York'], et: ['America/New_York'],
  cst: ['-06:00', 'America/Chicago', 'Asia/Shanghai'], cdt: ['-05:00', 'America/Chicago'], ct: ['America/Chicago'],
  mst: ['-07:00', 'America/Denver'], mdt: ['-06:00', 'America/Denver'], mt: ['America/Denver'],
  pst: ['-08:00', 'America/Los_Angeles'], pdt: ['-07:00', 'America/Los_Angeles'], pt: ['America/Los_Angeles'],
  akst: ['-09:00', 'America/Anchorage'], hst: ['Pacific/Honolulu'],
  bst: ['+01:00', 'Europe/London'], wet: ['+00:00', 'Europe/Lisbon'],
  cet: ['+01:00', 'Europe/Berlin'], cest: ['+02:00', 'Europe/Berlin'], eet: ['+02:00', 'Europe/Athens'], eest: ['+03:00', 'Europe/Athens'],
  msk: ['Europe/Moscow'], sast: ['Africa/Johannesburg'], pkt: ['Asia/Karachi'],
  ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  sgt: ['Asia/Singapore'], hkt: ['Asia/Hong_Kong'], jst: ['Asia/Tokyo'], kst: ['Asia/Seoul'],
  awst: ['Australia/Perth'], aest: ['+10:00', 'Australia/Sydney'], aedt: ['+11:00', 'Australia/Sydney'],
  nzst: ['+12:00', 'Pacific/Auckland'], nzdt: ['+13:00', 'Pacific/Auckland'],
};

/** These are also words or initials: they are a zone only in capitals. */
const onlyCapitals = new Set(['et', 'ct', 'mt', 'pt', 'wet', 'hst']);

const regions: Record<string, string> = {
  eastern: 'America/New_York', central: 'America/Chicago', mountain: 'America/Denver', pacific: 'America/Los_Angeles',
  'central european': 'Europe/Berlin', uk: 'Europe/London', british: 'Europe/London', german: 'Europe/Berlin', french: 'Europe/Paris', indian: 'Asia/Kolkata', japan: 'Asia/Tokyo',
};

const names = Intl.supportedValuesOf('timeZone');
const cities = new Map([...names.map((name): [string, string] => [fold(name.split('/').at(-1)!).replaceAll('_', ' '), name]), ...Object.entries(regions)]);
const byName = new Map(names.filter((name) => name.includes('/')).map((name) => [fold(name), name]));

const abbreviation: Rule<ZoneSaid> = rule((tokens, at) => {
  const one = tokens[at];
  const zones = one?.kind === 'word' && Object.hasOwn(abbreviations, one.text) ? abbreviations[one.text]! : null;
  if (zones === null || (onlyCapitals.has(one!.text) && one!.raw !== one!.raw.toUpperCase())) return null;
  return { value: { words: one!.raw.toUpperCase(), zones }, next: at + 1 };
}, new Set(Object.keys(abbreviations)));

const offsetMinutes: Rule<[number, number]> = longest(
  as(inTurn(digits(0, 14, { min: 1, max: 2 }), glued(say(':')), glued(digits(0, 59, { min: 2, max: 2 }))), ([hours, , minutes]): [number, number] => [hours, minutes]),
  as(digits(0, 1459, { min: 4, max: 4 }), (four): [number, number] => [Math.floor(four / 100), four % 100]),
  as(digits(0, 14, { min: 1, max: 2 }), (hours): [number, number] => [hours, 0]),
);

const two = (value: number): string => String(value).padStart(2, '0');

const offset: Rule<ZoneSaid> = as(inTurn(maybe(say('utc', 'gmt')), say('+', '-'), glued(offsetMinutes)), ([base, sign, [hours, minutes]]) => {
  const zone = `${sign}${two(hours)}:${two(minutes)}`;
  return minutes < 60 && (base !== null || minutes > 0 || sign === '+') ? { words: `UTC${zone}`, zones: [zone] } : null;
});

const timeWord = inTurn(maybe(say('standard', 'daylight', 'summer', 'local')), say('time'));

/** "Berlin time", "New York time", "eastern standard time". */
const cityTime: Rule<ZoneSaid> = rule((tokens, at) => {
  for (let length = 4; length > 0; length -= 1) {
    const words = tokens.slice(at, at + length);
    const zone = cities.get(words.map(({ text }) => text).join(' '));
    const time = zone === undefined ? null : timeWord(tokens, at + length);
    if (zone !== undefined && time !== null) return { value: { words: words.map(({ raw }) => raw).join(' '), zones: [zone] }, next: time.next };
  }
  return null;
}, new Set([...cities.keys()].map((city) => city.split(/[ -]/)[0]!)));

/** "Europe/Berlin": the longest zone name that begins at this token. */
const ianaName: Rule<ZoneSaid> = rule((tokens, at) => {
  const glue = tokens.slice(at + 1, at + 8).findIndex((one) => !one.glued);
  for (let next = glue < 0 ? Math.min(tokens.length, at + 8) : at + 1 + glue; next > at + 1; next -= 1) {
    const text = tokens.slice(at, next).map(({ text }) => text).join('');
    const zone = byName.get(text);
    if (zone !== undefined) return { value: { words: zone, zones: [zone] }, next };
  }
  return null;
}, new Set([...byName.keys()].map((name) => /^[a-z]+/.exec(name)?.[0] ?? '')));

/** A zone that may follow a time of day. */
export const zone: Rule<ZoneSaid> = as(inTurn(maybe(say('(')), longest(abbreviation, offset, cityTime, ianaName), maybe(say(')'))), ([open, said, close]) => ((open === null) === (close === null) ? said : null));

/** Z, right after an ISO time. */
export const zulu: Rule<ZoneSaid> = as(glued(say('z')), () => ({ words: 'UTC', zones: ['UTC'] }));
