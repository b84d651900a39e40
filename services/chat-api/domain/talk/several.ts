import type { Option, SingleIntent } from './intents.ts';
import { question, type Understood } from './reading.ts';
import type { Said } from './said.ts';
import type { Reader } from './say-when.ts';
import { startsWithAct } from './task-verbs.ts';
import { wordsOfIntent } from './words.ts';

const joints = /\s*(?:,\s*and then|,\s*then|,\s*and|\band then|\bthen|\band also|\band|&|;)\s+/gi;
const most = 3;

interface Part {
  understood: Understood;
  isCommand: boolean;
}

const singleOf = ({ understood }: Part): SingleIntent | null => {
  if (understood.kind === 'question') return null;
  const { intents } = understood.reading;
  return intents.length === 1 && intents[0]!.kind !== 'say' ? intents[0]! : null;
};

const isAct = (part: Part, text: string): boolean => part.isCommand || startsWithAct(text);

const counts: Record<number, string> = { 2: 'two', 3: 'three', 4: 'four', 5: 'five' };

const capital = (intents: readonly SingleIntent[]): string => (intents.every(({ kind }) => kind === 'create') ? `Make ${counts[intents.length] ?? intents.length} tasks` : intents.length === 2 ? 'Do both' : 'Do all');

const askWhichWay = (said: Said, whole: Understood, parts: readonly SingleIntent[], reader: Reader): Understood => {
  const both: Option = { label: `${capital(parts)}: ${parts.map((intent) => wordsOfIntent(intent, reader)).join('; ')}`, intent: { kind: 'several', intents: [...parts] } };
  const single = whole.kind === 'reading' ? whole.reading.intents[0] : undefined;
  const rest: Option[] = single?.kind === 'create' ? [{ label: `One task: ${wordsOfIntent(single, reader)}`, intent: single }] : parts.map((intent) => ({ label: `Only: ${wordsOfIntent(intent, reader)}`, intent }));
  return question(said, 'choice', 'That may be several things. How do you mean it?', { options: [both, ...rest] });
};

/** A note or a new title may say anything. */
const isLiteral = (intent: SingleIntent): boolean => intent.kind === 'say' || (intent.kind === 'change' && (intent.patch.note !== undefined || intent.patch.title !== undefined));

const isOneWord = (text: string): boolean => !/\S\s+\S/.test(text);

/** "wash and iron shirts" has no object for the first verb: it is one act. */
const isReminderOfIt = ({ understood }: Part): boolean => {
  const intent = understood.kind === 'reading' ? understood.reading.intents[0] : undefined;
  return intent?.kind === 'change' && intent.target.by === 'spoken' && intent.patch.remind !== undefined;
};

const actsOf = (before: string, after: string, readPart: (text: string) => Part): SingleIntent[] | null => {
  if (isOneWord(before) || !startsWithAct(after)) return null;
  const parts = [before, after].map((text) => ({ text, part: readPart(text) }));
  const intents = parts.map(({ part }) => singleOf(part)).filter((intent) => intent !== null);
  return intents.length === 2 && !isReminderOfIt(parts[1]!.part) && parts.every(({ part, text }) => isAct(part, text)) ? intents : null;
};

const isOwn = (text: string, part: Part): boolean => isAct(part, text) && singleOf(part) !== null && singleOf(part)!.kind !== 'list';

/** Lines, or what stands between semicolons: each an act of its own. */
const actsOfLines = (text: string, readPart: (text: string) => Part): SingleIntent[] | null => {
  const lines = text.split(/\s*;\s+/).filter((line) => line !== '');
  if (lines.length < 3 || lines.length > 10) return null;
  const parts = lines.map((line) => ({ line, part: readPart(line) }));
  return parts.every(({ line, part }) => isOwn(line, part)) ? parts.map(({ part }) => singleOf(part)!) : null;
};

/** Several acts in one message: asks which way they are meant; null where it is one. */
export const readSeveral = (said: Said, whole: Understood, readPart: (text: string) => Part, reader: Reader): Understood | null => {
  if (whole.kind === 'question' || whole.reading.intents.some(isLiteral)) return null;
  const lines = actsOfLines(said.open === said.text ? said.text : '', readPart);
  if (lines !== null) return askWhichWay(whole.reading.said, whole, lines, reader);
  for (const { index, 0: joint } of [...said.open.matchAll(joints)].slice(0, most)) {
    const acts = actsOf(said.text.slice(0, index), said.text.slice(index + joint.length), readPart);
    if (acts !== null) return askWhichWay(whole.reading.said, whole, acts, reader);
  }
  return null;
};
