const heads = [
  'add',
  'delete', 'remove', 'complete', 'completed', 'finish', 'finished', 'rename', 'remind', 'reschedule', 'postpone', 'reopen', 'snooze', 'cancel',
  'undo', 'redo', 'list', 'show', 'search', 'mark', 'done', 'move', 'help', 'repeat', 'untag', 'prioritize', 'start',
];

const isSwapped = (typed: string, meant: string): boolean => {
  const at = [...typed].findIndex((letter, index) => letter !== meant[index]);
  return typed.length === meant.length && at >= 0 && typed[at] === meant[at + 1] && typed[at + 1] === meant[at] && typed.slice(at + 2) === meant.slice(at + 2);
};

const lacks = (typed: string, meant: string): boolean =>
  meant.length === typed.length + 1 && [...meant].some((_, index) => meant.slice(0, index) + meant.slice(index + 1) === typed);

const isDoubled = (typed: string, meant: string): boolean =>
  typed.length === meant.length + 1 && [...typed].some((letter, index) => letter === typed[index + 1] && typed.slice(0, index) + typed.slice(index + 1) === meant);

/** In a short word another letter makes another word: "dine" is not "done". */
const isReplaced = (typed: string, meant: string): boolean =>
  typed.length >= 6 && typed.length === meant.length && [...typed].filter((letter, index) => letter !== meant[index]).length === 1;

/**
 * The command that a mistyped word was meant to be: two letters swapped, one missing,
 * doubled or wrong; null if it is correct, or no such word.
 */
export const meantCommand = (word: string): string | null => {
  const typed = word.toLowerCase();
  if (typed.length < 2 || heads.includes(typed)) return null;
  return heads.find((meant) => isSwapped(typed, meant) || isDoubled(typed, meant) || isReplaced(typed, meant) || ((typed.length >= 4 || meant === 'add') && lacks(typed, meant))) ?? null;
};
