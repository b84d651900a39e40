import type { Cluster, Stretch } from './clusters.ts';
import type { Moment } from './moment.ts';
import { isCapital, isFunctionWord, type Place } from './place.ts';
import type { Token } from './tokens.ts';

/** What words that could be about time turn out to be: time, in doubt, or part of a title. */
export type Standing = 'time' | 'doubtful' | 'title';

/** Verbs whose object is a work with a name such as "Freaky Friday". */
const aboutWorks = new Set('watch rewatch read reread listen play stream rent see finish sing hear borrow download'.split(' '));
/** Words that come before people, some of whom are named after days and months. */
const aboutPeople = new Set('call phone ring email mail text message meet ask tell visit see pay ping write thank with for to remind and mr mrs ms dr uncle aunt'.split(' '));

/** Abbreviations that are also words of their own. */
const otherWords = new Set(['sat', 'sun', 'wed']);
const namedDays = new Set('black good easter cyber ash palm holy maundy shrove super taco casual freaky manic blue ruby bloody giving fat throwback stormy the'.split(' '));
/** Verbs of amounts: in "raise it by 10" the number is no time. */
const amounts = new Set('raise increase decrease reduce cut lower scale shrink boost grow improve drop divide multiply extend shorten'.split(' '));

const honorifics = new Set('mr mrs ms miss dr prof uncle aunt auntie'.split(' '));
const topics = new Set('about of regarding re concerning like than from'.split(' '));

type Message = Pick<Scene, 'tokens' | 'first' | 'isMove'>;

interface Scene {
  tokens: readonly Token[];
  place: Place;
  moment: Moment;
  /** The first token of the words in question, its index, and the two tokens before it. */
  start: Token;
  at: number;
  before: Token | null;
  beyond: Token | null;
  length: number;
  /** The first token of the message that is not filler. */
  first: Token | null;
  /** Whether the message asks to move a task. */
  isMove: boolean;
}

const isBetweenNames = ({ before, start, first }: Scene): boolean => isCapital(before) && isCapital(start) && before !== first && !isFunctionWord(before);

/** "watch Freaky Friday", "watch freaky friday"; but "call Anna Friday". */
const isNameOfWork = (scene: Scene): boolean => {
  const { before, beyond } = scene;
  if (before?.kind !== 'word') return false;
  if (namedDays.has(before.text)) return true;
  if (beyond !== null && aboutPeople.has(beyond.text)) return false;
  return (beyond !== null && aboutWorks.has(beyond.text)) || isBetweenNames(scene);
};

/**
 * Whether the sentence goes on without these words: it ends, or a comma or a word such as
 * "about" follows.
 */
const endsHere = ({ place }: Scene): boolean => place.isLast || place.isSetOff || (isFunctionWord(place.after) && !isCapital(place.after));

/** "notes about monday", "summary of yesterday". */
const isTopic = ({ before, moment }: Scene): boolean => moment.bound === null && before !== null && topics.has(before.text);

/** "sat" and "sun" are words of their own. */
const isOtherWord = ({ start, length, place }: Scene): boolean => otherWords.has(start.text) && length === 1 && !place.isFirst;

const wordOf = (token: { text: string } | null): string => token?.text ?? '';

/** "Mr. Sunday". */
const isHonoured = ({ before, beyond }: Scene): boolean => honorifics.has(wordOf(before)) || (before?.text === '.' && before.glued && honorifics.has(wordOf(beyond)));

const nameAlone = (scene: Scene): Standing => {
  const { place } = scene;
  if (place.isFirst && place.isLast) return 'time';
  if (isOtherWord(scene) || isHonoured(scene) || isTopic(scene) || isNameOfWork(scene)) return 'doubtful';
  return endsHere(scene) ? 'time' : 'doubtful';
};

const isPlace = /^(?:at|@)$/;
const isRough = /^(?:about|around|roughly|approx\w*|circa|ca|~)$/;

const amidWords = ({ place, start }: Scene): Standing => (!isRough.test(start.text) && (place.isFirst || isPlace.test(start.text)) ? 'doubtful' : 'title');

const isByHowMuch = ({ tokens, at }: Scene): boolean => tokens.slice(Math.max(0, at - 8), at).some(({ text }) => amounts.has(text));

/** A number after a preposition: "at 5", which may also be a house; "about 5 people" is no time. */
const numberAlone = (scene: Scene): Standing => {
  const { before, isMove } = scene;
  if (isByHowMuch(scene)) return 'doubtful';
  if (before?.text === 'to' && !isMove) return 'title';
  return endsHere(scene) ? 'time' : amidWords(scene);
};

/** "watch Tomorrow Never Dies". */
const isInTitleCase = ({ moment, start, at, length, place, tokens }: Scene): boolean =>
  moment.bound === null && !place.isFirst && isCapital(start) && isCapital(place.after) && tokens[at + length] === place.after;

/** "friday the 13th", after something else. */
const isNamedOrdinal = ({ moment: { day }, place }: Scene): boolean => day?.is === 'named' && day.day.is === 'month_day' && !place.isFirst;

/**
 * "prepare for monday meeting", "monday morning notes": a day of the week, and a word that
 * it may belong to.
 */
const maySayWhich = (scene: Scene): boolean => {
  const { moment } = scene;
  return (moment.day?.is === 'weekday' || isNamedOrdinal(scene)) && moment.clock === null && !endsHere(scene);
};

const opensTask = /^(?:|add|create|new|task|todo|:)$/;

/** "watch the day after tomorrow": otherwise nothing would be left to watch. */
const isAllThereIs = ({ moment, place, before, beyond, length }: Scene): boolean =>
  place.isLast && moment.bound === null && length > 2 && aboutWorks.has(wordOf(before)) && opensTask.test(wordOf(beyond));

const articles = new Set('the a an my our your his her their'.split(' '));

/** "the 8pm show": the time says which show. */
const saysWhich = ({ moment, before, place, tokens, at, length }: Scene): boolean =>
  moment.day === null && moment.bound === null && before !== null && articles.has(before.text) && place.after !== null && tokens[at + length] === place.after && !isFunctionWord(place.after);

const sureOne = (scene: Scene): Standing => (saysWhich(scene) || isTopic(scene) || isInTitleCase(scene) || maySayWhich(scene) || isAllThereIs(scene) ? 'doubtful' : 'time');

/** A short word with a typing error is too little to be a day by itself. */
const isGuess = ({ tokens, at, length, moment }: Scene): boolean =>
  moment.bound === null && tokens.slice(at, at + length).some(({ mended, text }) => mended && text.length < 8);

/** "on monday call the bank": a time at the beginning is no name if it has a preposition. */
const opensWithBound = ({ moment, place }: Scene): boolean => moment.bound !== null && moment.strength !== 'number' && place.isFirst;

const sceneOf = ({ tokens, first, isMove }: Message, { moment, stretches }: Cluster, place: Place): Scene => {
  const [{ at, next }] = stretches as [Stretch];
  return { tokens, first, isMove, place, moment, start: tokens[at]!, at, before: tokens[at - 1] ?? null, beyond: tokens[at - 2] ?? null, length: next - at };
};

const isDayAndTime = ({ day, clock, part }: Moment): boolean => day !== null && (clock !== null || part !== null);

/** Whether a cluster is about time, judged by its words and its surroundings. */
export const standingOf = (message: Message, cluster: Cluster, place: Place): Standing => {
  const scene = sceneOf(message, cluster, place);
  const { strength } = scene.moment;
  const isWhole = isDayAndTime(scene.moment);
  if (scene.moment.role !== null || opensWithBound(scene)) return 'time';
  if (!isWhole && isGuess(scene)) return 'doubtful';
  if (isWhole || strength === 'sure') return sureOne(scene);
  return strength === 'name' ? nameAlone(scene) : numberAlone(scene);
};
