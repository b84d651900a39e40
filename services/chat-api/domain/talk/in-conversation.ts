import { readAnswer } from './answers.ts';
import { readCorrection, readFollowUp } from './corrections.ts';
import type { Meant, Spoken } from './spoken.ts';
import { askIfTooMuch, understand } from './understand.ts';

/** Reads a message as an answer, a correction or the continuation of what was said before it, else by itself; and whether it answers what was asked. */
export const readInConversation = (spoken: Spoken): { meant: Meant; isAnswer: boolean } => {
  const tooMuch = askIfTooMuch(spoken.text);
  if (tooMuch !== null) return { meant: tooMuch, isAnswer: false };
  const answer = readAnswer(spoken);
  return { meant: answer ?? readCorrection(spoken) ?? readFollowUp(spoken) ?? understand(spoken.text, spoken.context), isAnswer: answer !== null };
};
