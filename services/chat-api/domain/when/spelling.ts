import type { Token } from './tokens.ts';
import { monthNames, weekdayNames } from './words.ts';

const names = [...weekdayNames.keys(), ...monthNames.keys()].filter((name) => name.length >= 6);
const known = [...names, ...'tomorrow tonight afternoon evening morning midnight yesterday weekend weekday fortnight'.split(' ')];
const byLetter = Map.groupBy(known, (name) => name[0]!);
const same = new Set([...known, ...known.map((name) => `${name}s`)]);

/** Real words and names that are one letter away from a word of time. */
const realWords = new Set(
  'fortnightly sundae sunder sundry mourning moaning warning evening evenings frida sundar mondays weekends weekdays weakened weekender evenly leaving augustus marching sectember tonights remembers november decembers'.split(' '),
);

const shortcuts = new Map(
  Object.entries({ tomorow: 'tomorrow', tommorow: 'tomorrow', tommorrow: 'tomorrow', tomorro: 'tomorrow', tmrow: 'tomorrow', tomm: 'tomorrow', tonite: 'tonight', tday: 'today', todya: 'today', toady: 'today', wensday: 'wednesday', wendsday: 'wednesday', thursay: 'thursday', evry: 'every', evrey: 'every', eveyr: 'every', everyday: 'everyday' }),
);

/** Written so on purpose: no doubt rests on these. */
const abbreviations = new Map(Object.entries({ wk: 'week', wks: 'weeks', wknd: 'weekend', wkend: 'weekend' }));

const commonStart = (one: string, two: string): number => {
  let at = 0;
  while (at < one.length && one[at] === two[at]) at += 1;
  return at;
};

/** Whether two words are one letter apart: one more, one fewer, one different, or two swapped. */
const isNear = (one: string, two: string): boolean => {
  const [short, long] = one.length <= two.length ? [one, two] : [two, one];
  if (long.length - short.length > 1) return false;
  const at = commonStart(short, long);
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  const areSwapped = short[at] === long[at + 1] && short[at + 1] === long[at];
  return short.slice(at + 1) === long.slice(at + 1) || (areSwapped && short.slice(at + 2) === long.slice(at + 2));
};

const isTwoApart = (one: string, two: string): boolean => {
  if (two.length < 8 || Math.abs(one.length - two.length) > 1) return false;
  for (let at = 0; at <= one.length; at += 1) {
    if (isNear(one.slice(0, at) + one.slice(at + 1), two) || isNear(one, two.slice(0, at) + two.slice(at + 1))) return true;
  }
  return false;
};

const spelled = (text: string): string | null => {
  const shortcut = shortcuts.get(text);
  if (shortcut !== undefined) return shortcut;
  if (text.length < 5 || text.length > 12 || same.has(text) || realWords.has(text)) return null;
  const alike = (byLetter.get(text[0]!) ?? []).filter((name) => (isNear(text, name) || isTwoApart(text, name)));
  return alike.length === 1 ? alike[0]! : null;
};

/** The word of time that a mistyped word was meant to be. */
export const mend = (token: Token): Token => {
  if (token.kind !== 'word') return token;
  const short = abbreviations.get(token.text);
  if (short !== undefined) return { ...token, text: short };
  const text = spelled(token.text);
  return text === null || text === token.text ? token : { ...token, text, mended: true };
};
