import { readAnswer } from './answers.ts';
import { readCorrection } from './corrections.ts';
import { readFollowUp } from './follow-ups.ts';
import type { Meant, Spoken } from './spoken.ts';
import { askIfTooMuch, understand } from './understand.ts';

/**
 * Reads a message as an answer, a correction or a continuation of what was said before,
 * else by itself; also says whether it answers the question asked.
 */
export const readInConversation = (spoken: Spoken): { meant: Meant; isAnswer: boolean } => {
  const tooMuch = askIfTooMuch(spoken.text);
  if (tooMuch !== null) return { meant: tooMuch, isAnswer: false };
  const answer = readAnswer(spoken);
  return { meant: answer ?? readCorrection(spoken) ?? readFollowUp(spoken) ?? understand(spoken.text, spoken.context), isAnswer: answer !== null };
};
