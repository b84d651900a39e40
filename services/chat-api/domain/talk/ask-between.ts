import type { Option, SingleIntent } from './intents.ts';
import { question, type Understood } from './reading.ts';
import type { Said } from './said.ts';
import type { Reader } from './say-when.ts';
import { wordsOfIntent } from './words.ts';

const intentsOf = (understood: Understood): SingleIntent[] => (understood.kind === 'reading' ? understood.reading.intents : []);

const same = (a: Understood, b: Understood): boolean => JSON.stringify(intentsOf(a)) === JSON.stringify(intentsOf(b));

const timeMatters = ({ kind }: SingleIntent): boolean => kind === 'create' || kind === 'change' || kind === 'snooze';

/**
 * Asks which of several readings is meant; where they only name a task, its title is taken
 * as written.
 */
export const askBetween = (said: Said, variants: readonly Understood[], reader: Reader): Understood => {
  const different = variants.filter((variant, index) => variants.findIndex((other) => same(variant, other)) === index);
  const last = different.at(-1)!;
  if (different.length === 1 || !intentsOf(last).some(timeMatters)) return last;
  const options = different.flatMap((variant) => intentsOf(variant).slice(0, 1).map((intent): Option => ({ label: wordsOfIntent(intent, reader), intent })));
  const inDoubt = different.find((variant) => variant.kind === 'reading');
  return question(inDoubt?.kind === 'reading' ? inDoubt.reading.said : said, 'choice', 'Which do you mean?', { options });
};
