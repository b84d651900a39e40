import type { Option, SingleIntent } from './intents.ts';
import { ofNew } from './of-new.ts';
import { question, type Understood } from './reading.ts';
import type { Said } from './said.ts';
import type { Reader } from './say-when.ts';
import { shorten } from './text.ts';
import { startsWithAct } from './task-verbs.ts';
import { wordsOfIntent } from './words.ts';

const joints = /\s*(?:[.!](?:\s+(?:also|then|and|oh and))?|,\s*and then|,\s*then|,\s*and|\band then|\bthen|\band also|\band|&|;)\s+/gi;
const most = 3;

interface Part {
  understood: Understood;
  isCommand: boolean;
  /** Whether the first word that is not about time is a verb of something people do. */
  opensWithAct: boolean;
}

const singleOf = ({ understood }: Part): SingleIntent | null => {
  if (understood.kind === 'question') return null;
  const { intents } = understood.reading;
  return intents.length === 1 && intents[0]!.kind !== 'say' ? intents[0]! : null;
};

const isOneWord = (text: string): boolean => !/\S\s+\S/.test(text);

const isAct = (part: Part, text: string): boolean => part.isCommand || (part.opensWithAct && !isOneWord(text));

const isOnlyTitle = (intent: SingleIntent): boolean =>
  intent.kind === 'create' && intent.due_local === null && intent.recurrence === null && intent.priority === null && intent.tags.length === 0 && intent.remind === null;

/** Lists tasks that are nothing but a title by their titles alone. */
const wordsOfAll = (intents: readonly SingleIntent[], reader: Reader): string =>
  intents.every(isOnlyTitle) ? intents.map((intent) => `“${intent.kind === 'create' ? shorten(intent.title) : ''}”`).join(', ') : intents.map((intent) => wordsOfIntent(intent, reader)).join('; ');

const counts: Record<number, string> = { 2: 'two', 3: 'three', 4: 'four', 5: 'five' };

/** "done fix bike and renew passport": the verb of the first may be that of both. */
const shared = ([first, second]: readonly SingleIntent[]): SingleIntent[] | null => {
  if (first === undefined || second === undefined || !(first.kind === 'complete' || first.kind === 'delete' || first.kind === 'reopen') || !isOnlyTitle(second)) return null;
  const { title } = second as Extract<SingleIntent, { kind: 'create' }>;
  return [first, { ...first, target: { by: 'title', text: title, literal: title, due: null } }];
};

const capital = (intents: readonly SingleIntent[]): string => (intents.every(({ kind }) => kind === 'create') ? `Make ${counts[intents.length] ?? intents.length} tasks` : intents.length === 2 ? 'Do both' : 'Do all');

const askWhichWay = (said: Said, whole: Understood, parts: readonly SingleIntent[], reader: Reader): Understood => {
  const one = ofNew(parts);
  return one === null ? askAll(said, whole, parts, reader) : question(said, 'choice', 'Is that what you mean?', { options: [{ label: wordsOfIntent(one, reader), intent: one }] });
};

const askAll = (said: Said, whole: Understood, parts: readonly SingleIntent[], reader: Reader): Understood => {
  const ways = [shared(parts), parts].filter((way) => way !== null);
  const both = ways.map((way): Option => ({ label: `${capital(way)}: ${wordsOfAll(way, reader)}`, intent: { kind: 'several', intents: [...way] } }));
  const single = whole.kind === 'reading' ? whole.reading.intents[0] : undefined;
  const rest: Option[] = single?.kind === 'create' ? [{ label: `One task: ${wordsOfIntent(single, reader)}`, intent: single }] : parts.map((intent) => ({ label: `Only: ${wordsOfIntent(intent, reader)}`, intent }));
  return question(said, 'choice', 'That may be several things. How do you mean it?', { options: [...both, ...rest] });
};

/** A note or a new title may say anything, even two acts. */
const isLiteral = (intent: SingleIntent): boolean => intent.kind === 'say' || (intent.kind === 'change' && (intent.patch.note !== undefined || intent.patch.title !== undefined));

/** "… and remind me an hour before" belongs to the act before it. */
const isReminderOfIt = ({ understood }: Part): boolean => {
  const intent = understood.kind === 'reading' ? understood.reading.intents[0] : undefined;
  return intent?.kind === 'change' && intent.target.by === 'spoken' && intent.patch.remind !== undefined;
};

const actsOf = (before: string, after: string, readPart: (text: string) => Part): SingleIntent[] | null => {
  // "wash and iron shirts" is one act: its first verb has no object of its own.
  if (isOneWord(before) || isOneWord(after)) return null;
  const second = { text: after, part: readPart(after) };
  if (!second.part.opensWithAct) return null;
  const parts = [{ text: before, part: readPart(before) }, second];
  const intents = parts.map(({ part }) => singleOf(part)).filter((intent) => intent !== null);
  return intents.length === 2 && !isReminderOfIt(parts[1]!.part) && parts.every(({ part, text }) => isAct(part, text)) ? intents : null;
};

const isOwn = (intent: SingleIntent | null): boolean => intent !== null && intent.kind !== 'list' && intent.kind !== 'tell';

/** In a list "bin bags" is something to get; only what cannot be a task is a command. */
const listedOf = (part: Part): SingleIntent | null => {
  const { otherwise } = part.understood.kind === 'reading' ? part.understood.reading : {};
  return otherwise?.offered === false && otherwise.intent.kind === 'create' ? otherwise.intent : singleOf(part);
};

const actsOfAll = (texts: readonly string[], readPart: (text: string) => Part): SingleIntent[] | null => {
  if (texts.length < 2 || texts.length > mostItems) return null;
  const intents = texts.map((text) => listedOf(readPart(text)));
  return intents.every(isOwn) ? intents.map((intent) => intent!) : null;
};

const mostItems = 20;
const mostWords = 5;
const headed = /^(?<head>[^:;,]{1,40}):\s+(?<items>.+[,;].+)$/;

/** The items that follow a heading, if each is short enough for a list. */
const itemsBehind = (items: string): string[] => {
  const each = items.split(/\s*[,;]\s*(?:and\s+)?|\s+and\s+/).filter((item) => item !== '');
  return each.length < 3 || each.some((item) => item.split(/\s+/).length > mostWords) ? [] : each;
};

const tasksOf = (head: string, each: readonly string[], readPart: (text: string) => Part): SingleIntent[] | null => {
  const isTime = singleOf(readPart(head))?.kind === 'list';
  if (!isTime && startsWithAct(head) && !isOneWord(head)) return null;
  const intents = actsOfAll(each.map((item) => (isTime ? `${head}: ${item}` : item)), readPart);
  return intents?.every(({ kind }) => kind === 'create') === true ? intents : null;
};

/** "groceries: eggs, milk, bread": a heading, or a time that applies to each item. */
const actsOfHeaded = (text: string, readPart: (text: string) => Part): SingleIntent[] | null => {
  const { head = '', items = '' } = headed.exec(text)?.groups ?? {};
  const each = itemsBehind(items);
  return each.length === 0 ? null : tasksOf(head, each, readPart);
};

/** Lines, or parts between semicolons: each is an act of its own. */
const actsOfLines = (text: string, readPart: (text: string) => Part): SingleIntent[] | null =>
  actsOfHeaded(text, readPart) ?? actsOfAll(text.split(/\s*;\s+/).filter((line) => line !== ''), readPart);

/** "passport done, bike done": between commas, each a command of its own. */
const actsOfCommas = (text: string, readPart: (text: string) => Part): SingleIntent[] | null => {
  const parts = text.split(/\s*,\s+(?:and\s+)?/);
  if (parts.length < 2 || parts.length > mostItems || parts.some(isOneWord)) return null;
  const read = parts.map(readPart);
  const intents = read.map(singleOf);
  return read.every(({ isCommand }) => isCommand) && intents.every((intent) => intent !== null && intent.kind !== 'create' && isOwn(intent)) ? intents.map((intent) => intent!) : null;
};

const mostWordsOfItem = 3;

/** "milk, bread, eggs": names of things, each as likely a task of its own as all of them one. */
const thingsOf = (text: string, readPart: (text: string) => Part): SingleIntent[] | null => {
  const items = text.split(/\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+/).filter((item) => item !== '');
  if (!/,\s/.test(text) || items.length < 3 || items.some((item) => item.split(/\s+/).length > mostWordsOfItem || startsWithAct(item))) return null;
  const intents = actsOfAll(items, readPart);
  return intents?.every(isOnlyTitle) === true ? intents : null;
};

/** What may be several acts: a reading, or new tasks for which only the time is in doubt. */
const mayBeSeveral = (whole: Understood): boolean =>
  whole.kind === 'reading' ? !whole.reading.intents.some(isLiteral) : whole.question.options.length > 0 && whole.question.options.every(({ intent }) => intent.kind === 'create');

const isTitleOnly = (whole: Understood): boolean => whole.kind === 'reading' && whole.reading.bare === true && whole.reading.intents.every(isOnlyTitle);

const saidOf = (whole: Understood): Said => (whole.kind === 'reading' ? whole.reading.said : whole.question.said);

const actsOfList = ({ text, open }: Said, whole: Understood, readPart: (text: string) => Part): SingleIntent[] | null => {
  if (open !== text) return null;
  return actsOfLines(text, readPart) ?? actsOfCommas(text, readPart) ?? (isTitleOnly(whole) ? thingsOf(text, readPart) : null);
};

/** Several acts in one message: asks which way they are meant; null if it is one act. */
export const readSeveral = (said: Said, whole: Understood, readPart: (text: string) => Part, reader: Reader): Understood | null => {
  if (!mayBeSeveral(whole)) return null;
  const listed = actsOfList(said, whole, readPart);
  if (listed !== null) return askWhichWay(saidOf(whole), whole, listed, reader);
  for (const { index, 0: joint } of [...said.open.matchAll(joints)].slice(0, most)) {
    const acts = actsOf(said.text.slice(0, index), said.text.slice(index + joint.length), readPart);
    if (acts !== null) return askWhichWay(saidOf(whole), whole, acts, reader);
  }
  return null;
};
