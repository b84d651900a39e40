import type { Meant, Spoken } from './spoken.ts';
import { readInConversation } from './in-conversation.ts';
import type { Intent } from './intents.ts';
import { listen, unclaimed, type ClaimKind, type Said } from './said.ts';
import { wordsOfIntent } from './words.ts';

/** A stretch of a message and what it is understood as. */
export interface Part {
  from: number;
  to: number;
  text: string;
  kind: ClaimKind | 'title';
}

/** How a message would be understood. */
export interface Preview {
  parts: Part[];
  /** In words; null where the chat would ask. */
  summary: string | null;
  question: string | null;
  choices: string[];
}

const apart = ' ';

/** Joins neighbours of one kind. */
const joined = (parts: readonly Part[], text: string): Part[] =>
  parts.reduce<Part[]>((all, part) => {
    const last = all.at(-1);
    if (last?.kind !== part.kind || text.slice(last.to, part.from).replaceAll(apart, '') !== '') return [...all, part];
    return [...all.slice(0, -1), { ...last, to: part.to, text: text.slice(last.from, part.to) }];
  }, []);

/** Every word of a message, either part of the title or understood as something else. */
export const partsOf = (said: Said): Part[] => {
  const titles = unclaimed(said).map(({ from, to }): Part => ({ from, to, text: said.text.slice(from, to), kind: 'title' }));
  const claims = said.claims.map(({ from, to, kind }): Part => ({ from, to, text: said.text.slice(from, to).trim(), kind })).filter(({ text }) => text !== '');
  return joined([...titles, ...claims].sort((a, b) => a.from - b.from), said.text);
};

const saidOf = (meant: Meant, text: string): Said => {
  if (meant.kind === 'reading') return meant.reading.said;
  return meant.kind === 'question' ? meant.question.said : listen(text);
};

const intentOf = (meant: Meant): Intent | undefined => {
  if (meant.kind === 'chosen') return meant.option.intent;
  return meant.kind === 'reading' ? meant.reading.intents[0] : undefined;
};

/** What a message would do, without doing it. */
export const preview = (spoken: Spoken): Preview => {
  const { meant } = readInConversation(spoken);
  const intent = intentOf(meant);
  const asked = meant.kind === 'question' ? meant.question : null;
  return {
    parts: partsOf(saidOf(meant, spoken.text)),
    summary: intent === undefined ? null : wordsOfIntent(intent, spoken.context),
    question: asked?.reply ?? null,
    choices: asked?.options.map(({ label }) => label) ?? [],
  };
};
