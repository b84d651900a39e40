import type { Cluster, Stretch } from './clusters.ts';
import type { Moment } from './moment.ts';
import { isCapital, isFunctionWord, type Place } from './place.ts';
import type { Token } from './tokens.ts';

/** What becomes of some words that could be about time: they are, nobody can say, or they are part of a title. */
export type Standing = 'time' | 'doubtful' | 'title';

/** Works have names such as "Freaky Friday". */
const aboutWorks = new Set('watch rewatch read reread listen play stream rent see finish sing hear borrow download'.split(' '));
/** People are named after these. */
const aboutPeople = new Set('call phone ring email mail text message meet ask tell visit see pay ping write thank with for to remind and mr mrs ms dr uncle aunt'.split(' '));

/** Abbreviations that are words of their own. */
const otherWords = new Set(['sat', 'sun', 'wed']);
const namedDays = new Set('black good easter cyber ash palm holy maundy shrove super taco casual freaky manic blue ruby bloody giving fat throwback stormy the'.split(' '));
/** "raise it by 10" is no time. */
const amounts = new Set('raise increase reduce cut lower grow improve drop divide multiply extend shorten'.split(' '));

interface Scene {
  tokens: readonly Token[];
  place: Place;
  moment: Moment;
  /** The tokens of the words themselves, and the two before. */
  start: Token;
  end: Token;
  before: Token | null;
  beyond: Token | null;
  length: number;
  /** The first token of the message that means something. */
  first: Token | null;
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

/** Whether the sentence goes on without what stands here: it ends, a comma follows, or a word such as "about". */
const endsHere = ({ place }: Scene): boolean => place.isLast || place.isSetOff || (isFunctionWord(place.after) && !isCapital(place.after));

const nameAlone = (scene: Scene): Standing => {
  const { place, start, length } = scene;
  if (place.isFirst && place.isLast) return 'time';
  if (otherWords.has(start.text) && length === 1 && !place.isFirst) return 'doubtful';
  return endsHere(scene) && !isNameOfWork(scene) ? 'time' : 'doubtful';
};

/** A number after a preposition: "at 5", which may also be a house; "about 5 people" is no time. */
const numberAlone = (scene: Scene): Standing => {
  const { tokens, place, start } = scene;
  const at = tokens.indexOf(start);
  if (tokens.slice(Math.max(0, at - 8), at).some(({ text }) => amounts.has(text))) return 'doubtful';
  if (endsHere(scene)) return 'time';
  return place.isFirst || start.text === 'at' || start.text === '@' ? 'doubtful' : 'title';
};

/** "watch Tomorrow Never Dies". */
const isInTitleCase = ({ moment, start, end, place, tokens }: Scene): boolean =>
  moment.bound === null && !place.isFirst && isCapital(start) && isCapital(place.after) && tokens[tokens.indexOf(end) + 1] === place.after;

/** "prepare for monday meeting", "monday morning notes": a day of the week, and a word that it may belong to. */
const maySayWhich = (scene: Scene): boolean => {
  const { moment, place } = scene;
  const opens = place.isFirst && moment.bound !== null;
  return moment.day?.is === 'weekday' && moment.clock === null && !opens && !endsHere(scene);
};

/** "watch the day after tomorrow": nothing else would be left to watch. */
const isAllThereIs = ({ moment, place, first, length }: Scene): boolean =>
  place.isLast && moment.bound === null && length > 2 && place.before !== null && place.before === first && aboutWorks.has(place.before.text);

const sureOne = (scene: Scene): Standing => (isInTitleCase(scene) || maySayWhich(scene) || isAllThereIs(scene) ? 'doubtful' : 'time');

/** A short word with a typing error rests on too little to be a day by itself. */
const isGuess = ({ tokens, start, end, moment }: Scene): boolean =>
  moment.bound === null && tokens.slice(tokens.indexOf(start), tokens.indexOf(end) + 1).some(({ mended, text }) => mended && text.length < 8);

const sceneOf = (tokens: readonly Token[], { moment, stretches }: Cluster, place: Place): Omit<Scene, 'first'> => {
  const [{ at, next }] = stretches as [Stretch];
  return { tokens, place, moment, start: tokens[at]!, end: tokens[next - 1]!, before: tokens[at - 1] ?? null, beyond: tokens[at - 2] ?? null, length: next - at };
};

/** Whether a cluster is about time, by its words and by what stands around it. */
export const standingOf = (tokens: readonly Token[], cluster: Cluster, place: Place, first: Token | null): Standing => {
  const scene: Scene = { ...sceneOf(tokens, cluster, place), first };
  const { day, clock, part, strength } = scene.moment;
  const isWhole = day !== null && (clock !== null || part !== null);
  if (!isWhole && isGuess(scene)) return 'doubtful';
  if (isWhole || strength === 'sure') return sureOne(scene);
  return strength === 'name' ? nameAlone(scene) : numberAlone(scene);
};
