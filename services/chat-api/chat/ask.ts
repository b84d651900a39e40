import { addDays, toLocalDate } from '../domain/due.ts';
import type { Intent, Option } from '../domain/talk/intents.ts';
import type { Question } from '../domain/talk/reading.ts';
import { wordsOfIntent } from '../domain/talk/words.ts';
import { readerOf } from './carry-out.ts';
import { sayNone } from './gate.ts';
import { ask, type Outcome, type Turn } from './outcome.ts';

const never: Option = { label: 'Never mind', intent: { kind: 'say', text: 'All right, nothing was changed.' } };

const daysFor = (turn: Turn, pending: Intent | undefined): Option[] => {
  if (pending?.kind !== 'change' || pending.patch.remind !== undefined) return [];
  const today = toLocalDate(turn.work.now, turn.work.user.time_zone);
  return [1, 7].map((days): Option => {
    const intent = { ...pending, patch: { ...pending.patch, due: { day: addDays(today, days), time: null } } };
    return { label: wordsOfIntent(intent, readerOf(turn)), intent };
  });
};

/** Asks what a message left open; there is always something to pick. */
export const askByChat = async (turn: Turn, { asks, reply, options, pending }: Omit<Question, 'said'>): Promise<Outcome> => {
  if (asks === 'task' && options.length === 0 && pending !== undefined && 'target' in pending) {
    const asked = await sayNone(turn, pending, 'not_spoken', {});
    return { ...asked, reply };
  }
  const offered = asks === 'when' ? [...options, ...daysFor(turn, pending)] : options;
  return ask(reply, offered.length === 0 || asks !== 'choice' ? [...offered, never] : offered, { asks, pending });
};
