import type { Table } from '../conversation.ts';
import { carefully, letters, mistyping, pointing, puttingRight, withholding } from './care.ts';
import { clocks } from './clocks.ts';
import { changing, deleting, finishing, moving, plurals, repeating, states } from './commands.ts';
import { asking, everyday, reminding } from './people.ts';
import { typedAdding } from './people-add.ts';
import { typedReminding, typedOften } from './people-remind.ts';
import { typedTitles, typedNumbers } from './people-time.ts';
import { typedQuestions, chatter } from './people-ask.ts';
import { typedActs } from './people-act.ts';
import { typedErrors } from './people-err.ts';
import { longTalks } from './people-talk.ts';
import { plainSpeech } from './plain-speech.ts';
import { reported } from './reported.ts';
import { answering, corrections, listing, nothing, references, settings, several, typing, undoing } from './talking.ts';
import { meant } from './meant.ts';
import { howOften } from './how-often.ts';
import { timeWords } from './time-words.ts';
import { unprepared } from './unprepared.ts';
import { offHand } from './off-hand.ts';
import { moments } from './when.ts';

/** Every kind of conversation that the chat is held to. */
export const tables: readonly Table[] = [
  plainSpeech, everyday, reminding, finishing, states, changing, moving, repeating, deleting, plurals, carefully, listing, asking, references, pointing, corrections, puttingRight, answering, several,
  nothing, withholding, typing, mistyping, letters, clocks, undoing, settings, reported, ...moments, ...howOften, ...timeWords,
  typedAdding, typedReminding, typedOften, typedTitles, typedNumbers, typedQuestions, chatter, typedActs, typedErrors, longTalks,
  ...unprepared, ...meant, ...offHand,
];
