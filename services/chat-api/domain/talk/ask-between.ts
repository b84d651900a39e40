import type { Option, SingleIntent } from './intents.ts';
import { question, type Understood } from './reading.ts';
import type { Said } from './said.ts';
import type { Reader } from './say-when.ts';
import { wordsOfIntent } from './words.ts';

const intentsOf = (understood: Understood): SingleIntent[] => (understood.kind === 'reading' ? understood.reading.intents : []);

const same = (a: Understood, b: Understood): boolean => JSON.stringify(intentsOf(a)) === JSON.stringify(intentsOf(b));

const timeMatters = ({ kind }: SingleIntent): boolean => kind === 'create' || kind === 'change' || kind === 'snooze';

const nextDay = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

type List = Extract<SingleIntent, { kind: 'list' }>;

/** "on friday and saturday": days that follow each other are one stretch. */
const asOneList = (lists: readonly List[]): List | null => {
  const days = lists.map(({ filter: { from, to } }) => ({ from, to })).sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));
  const follow = days.every(({ from }, index) => from !== null && (index === 0 || (days[index - 1]!.to !== null && from <= nextDay(days[index - 1]!.to!))));
  return follow ? { ...lists[0]!, filter: { ...lists[0]!.filter, from: days[0]!.from, to: days.at(-1)!.to } } : null;
};

const isList = (intent: SingleIntent): intent is List => intent.kind === 'list' && intent.filter.from !== null;

/** Lists of several days, where these follow each other. */
const oneList = (different: readonly Understood[]): Understood | null => {
  const [first] = different;
  const lists = different.flatMap(intentsOf).filter(isList);
  const list = lists.length === different.length ? asOneList(lists) : null;
  return first?.kind !== 'reading' || list === null ? null : { kind: 'reading', reading: { ...first.reading, intents: [list] } };
};

/** "everything for saturday": no title, so its words of time are none. */
const ofMany = ([first]: readonly Understood[]): Understood | null => {
  const [intent] = first === undefined ? [] : intentsOf(first);
  return first !== undefined && intent !== undefined && 'target' in intent && intent.target.by === 'filter' && !timeMatters(intent) ? first : null;
};

/**
 * Asks which of several readings is meant; where they only name a task, its title is taken
 * as written.
 */
export const askBetween = (said: Said, variants: readonly Understood[], reader: Reader): Understood => {
  const different = variants.filter((variant, index) => variants.findIndex((other) => same(variant, other)) === index);
  const last = different.at(-1)!;
  if (different.length === 1) return last;
  const list = oneList(different) ?? ofMany(different);
  if (list !== null) return list;
  if (!different.flatMap(intentsOf).some((intent) => timeMatters(intent) || isList(intent))) return last;
  const options = different.flatMap((variant) => intentsOf(variant).slice(0, 1).map((intent): Option => ({ label: wordsOfIntent(intent, reader), intent })));
  const inDoubt = different.find((variant) => variant.kind === 'reading');
  return question(inDoubt?.kind === 'reading' ? inDoubt.reading.said : said, 'choice', 'Which do you mean?', { options });
};
