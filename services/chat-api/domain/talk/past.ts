import { isAct } from './task-verbs.ts';

const irregular = new Map(
  ('bought buy paid pay sent send made make took take wrote write went go gave give brought bring sold sell told tell rang ring ran run ate eat drank drink met meet built build taught teach hung hang swept sweep ' +
    'fed feed drove drive flew fly chose choose spoke speak threw throw woke wake wore wear swam swim sang sing drew draw dug dig withdrew withdraw caught catch fought fight thought think written write taken take given give eaten eat spoken speak chosen choose driven drive thrown throw worn wear drawn draw sung sing hidden hide')
    .split(' ')
    .flatMap((past, index, all) => (index % 2 === 0 ? [[past, all[index + 1]!] as const] : [])),
);

const regular = (past: string): string[] => {
  const stem = past.slice(0, -2);
  return [stem, past.slice(0, -1), stem.replace(/(.)\1$/, '$1'), stem.replace(/i$/, 'y')];
};

/** The act that a word such as "reading" is of; null where it is of none. */
export const actOfGerund = (word: string): string | null => {
  const stem = word.slice(0, -3);
  return [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1')].find(isAct) ?? null;
};

/** The act that a word in the past tense names: "bought" is "buy"; null if it names none. */
export const presentOf = (word: string): string | null => irregular.get(word) ?? (word.endsWith('ed') ? (regular(word).find(isAct) ?? null) : null);
