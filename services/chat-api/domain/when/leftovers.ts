import type { Stretch } from './clusters.ts';
import type { Token } from './tokens.ts';
import type { Suspect } from './types.ts';
import { isFunctionWord } from './place.ts';
import { isWhole } from './whole-words.ts';
import { weekdayNames, weekdayPlurals } from './words.ts';

const isLong = (name: string): boolean => name.endsWith('day');
const ofTime = new Set([
  ...[...weekdayNames.keys()].filter(isLong),
  ...'today tomorrow tonight yesterday tmrw january february september october november december'.split(' '),
]);
/** Of other languages: the person is asked, since what else is said in them is not read either. */
const ofOtherTongues = new Set(
  'heute morgen ubermorgen montag dienstag mittwoch donnerstag freitag samstag sonntag uhr demain lundi mercredi jeudi vendredi samedi dimanche hoy manana lunes miercoles jueves viernes sabado oggi domani lunedi venerdi amanha hoje vandaag maandag vrijdag zaterdag zondag jutro dzisiaj yarin bugun завтра сегодня послезавтра понедельник вторник среду четверг пятницу субботу воскресенье'.split(' '),
);
/** Today and tomorrow in scripts that put no space between words. */
const withoutSpaces = /明日|今日|明天|今天|后天|내일|오늘/;
const ofRepetition = new Set([...weekdayPlurals.keys(), ...'daily weekly monthly yearly annually nightly hourly fortnightly biweekly quarterly everyday'.split(' ')]);

/** At the edge of a message these words mention a time without saying which. */
const vague = new Set(['later', 'soon', 'sometime', 'someday', 'eventually']);

/** Whether only signs follow; looks at a few of them. */
const isEnd = (tokens: readonly Token[], next: number): boolean => tokens.length - next <= 8 && tokens.slice(next).every(({ kind }) => kind === 'sign');

const patterns = [/^(?:at|by|in|until|before|after) ?\d{1,4}$/, /^(?:[0-2]?\d|3[01])\/(?:[0-2]?\d|3[01])$/, /^(?:at|by) (?:a )?(?:quarter|half|ten|twenty|five) (?:past|to)$/, /^\d{1,2}:\d{2}$/, /^\d{4}-\d{1,2}-\d{1,2}$/, /^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/, /^\d{1,2}\.\d{1,2}\.$/, /^(?:at|by|until|before|after) ?\d{1,2}(?!st|nd|rd|th)[a-z]{1,3}$/];

/** "at 25:00", "2026-02-30", "in 15" at the end: a time or a date that does not exist. */
const unreadable = (tokens: readonly Token[], at: number): number => {
  for (let next = Math.min(tokens.length, at + 5); next > at + 1; next -= 1) {
    const text = tokens.slice(at, next).map(({ text, glued }, index) => (index > 0 && !glued ? ` ${text}` : text)).join('');
    const isLast = isEnd(tokens, next);
    const matches = patterns.some((pattern, index) => pattern.test(text) && (index > 1 || isLast));
    if (matches && isWhole(tokens, at, next)) return next;
  }
  return at;
};

const looksLike = (tokens: readonly Token[], at: number): Suspect['looks_like'] | null => {
  const one = tokens[at]!;
  if (one.kind !== 'word') return null;
  if (ofRepetition.has(one.text)) return 'repetition';
  if (ofTime.has(one.text) || ofOtherTongues.has(one.text) || withoutSpaces.test(one.raw)) return 'time';
  return vague.has(one.text) && isEnd(tokens, at + 1) ? 'time' : null;
};

type Leftover = Stretch & { looks_like: Suspect['looks_like'] };

const mayStart = (one: Token | undefined): boolean => (one?.kind === 'number' && one.text.length <= 4) || /^(?:at|by|in|until|before|after)$/.test(one?.text ?? '');

/** "tomorrow 9": a number after a time is as often an hour as not. */
export const isLoose = (tokens: readonly Token[], at: number): boolean => {
  const [one, next] = [tokens[at]!, tokens[at + 1]];
  return one.kind === 'number' && one.text.length <= 2 && Number(one.text) <= 24 && (next === undefined || (!next.glued && isFunctionWord(next)) || isEnd(tokens, at + 1));
};

const dotted = /^(?:1?\d|2[0-3])\.[0-5][05]$/;

/** "12.30 tomorrow": before a day as often a time as a price. */
const isDotted = (tokens: readonly Token[], at: number): boolean => {
  const three = tokens.slice(at, at + 3);
  return three.length === 3 && three[1]!.glued && three[2]!.glued && dotted.test(three.map(({ text }) => text).join(''));
};

/** After how many tokens a time ends that stands beside one that is understood. */
const besideTaken = (tokens: readonly Token[], at: number, isTaken: (at: number) => boolean): number => {
  if (isTaken(at + 3) && isDotted(tokens, at)) return 3;
  return at > 0 && isTaken(at - 1) && isLoose(tokens, at) ? 1 : 0;
};

const leftoverAt = (tokens: readonly Token[], at: number, isTaken: (at: number) => boolean): Leftover | null => {
  const beside = besideTaken(tokens, at, isTaken);
  if (beside > 0) return { at, next: at + beside, looks_like: 'time' };
  const next = mayStart(tokens[at]) ? unreadable(tokens, at) : at;
  if (next > at) return { at, next, looks_like: 'time' };
  const looks_like = isWhole(tokens, at, at + 1) ? looksLike(tokens, at) : null;
  return looks_like === null ? null : { at, next: at + 1, looks_like };
};

/** One is enough to ask about, so counting stops here. */
const most = 16;

/** The words of time and repetition that nothing has claimed. */
export const leftovers = (tokens: readonly Token[], isTaken: (at: number) => boolean): Leftover[] => {
  const left: Leftover[] = [];
  for (let at = 0; at < tokens.length && left.length < most; at = Math.max(at + 1, left.at(-1)?.next ?? 0)) {
    const one = isTaken(at) ? null : leftoverAt(tokens, at, isTaken);
    if (one !== null && !isTaken(one.next - 1)) left.push(one);
  }
  return left;
};
