import { cleanText, longestMessage, maskQuotes, type Masked } from './clean-text.ts';
import { unclear, type ChatContext, type Intent } from './intent.ts';
import { toPriority } from './markers.ts';
import { parseAdd } from './parse-add.ts';
import { asQuery, change, parseMove, parseRename, parseTags } from './parse-change.ts';
import { parseList } from './parse-list.ts';

/** The groups of the pattern, what was said, and when and where. */
interface Said {
  groups: string[];
  said: Masked;
  context: ChatContext;
}

type Command = [pattern: RegExp, read: (message: Said) => Intent];

const about =
  (kind: 'complete' | 'reopen' | 'delete') =>
  ({ groups: [rest = ''], said }: Said): Intent => {
    const query = asQuery(rest, said);
    return query === '' ? unclear('no_task') : { kind, query };
  };

const within = (said: Masked, text: string): Masked => ({ ...said, text });

const list = ({ groups: [rest = ''], said, context }: Said): Intent => parseList(within(said, rest), context);
const add = ({ groups: [rest = ''], said, context }: Said): Intent => parseAdd(within(said, rest), context);
const move = ({ groups: [subject = '', when = ''], said, context }: Said): Intent => parseMove(subject, when, { said, context });
const priority = ({ groups: [subject = '', word = ''], said }: Said): Intent =>
  change(asQuery(subject, said), { priority: toPriority(word) });
const status =
  (to: 'TODO' | 'IN_PROGRESS') =>
  ({ groups: [rest = ''], said }: Said): Intent =>
    change(asQuery(rest, said), { status: to });

const level = '(high|medium|low)';
const done = '(?:done|complete|completed|finished)';
const open = '(?:not done|undone|open|to-?do|incomplete|unfinished)';

/** In the order in which they are tried: the narrower first. */
const commands: Command[] = [
  [/^(?:help|\?|hi|hello|hey|commands|what can (?:i|you) (?:do|say))[!.?\s]*$/i, () => ({ kind: 'help' })],
  [/^(?:undo|undo (?:that|it|last)|revert|take (?:that|it) back)[!.\s]*$/i, () => ({ kind: 'undo' })],
  [/^(?:tag|label)\s+(.+)$/i, ({ groups, said }) => parseTags(groups[0]!, said, 'add_tags')],
  [/^add (?:the )?(?:tags?|labels?)\s+(#.+)$/i, ({ groups, said }) => parseTags(groups[0]!, said, 'add_tags')],
  [/^(?:untag|unlabel)\s+(.+)$/i, ({ groups, said }) => parseTags(groups[0]!, said, 'remove_tags')],
  [/^remove (?:the )?(?:(?:tags?|labels?)\s+)?(#.+? from .+)$/i, ({ groups, said }) => parseTags(groups[0]!, said, 'remove_tags')],
  [/^(?:add|create)\s+(?:an?\s+)?(?:new\s+)?(?:task|todo|reminder)s?\b:?\s*(.*)$/i, add],
  [/^new (?:task|todo|reminder)\b:?\s*(.*)$/i, add],
  [/^(?:add\b:?|todo:|task:|remember to\b|remind me\b|(?:don['’]t|do not) forget\b|i (?:need|have|want) to\b)\s*(.*)$/i, add],
  [/^(?:list|show|display|view|agenda|(?:my )?(?:tasks|todos)$)\s*(.*)$/i, list],
  [/^(?:what['’]?s?|which|anything|do i have)\b(.*)$/i, list],
  [/^(overdue|today|tomorrow|this week|next week)\??$/i, list],
  [new RegExp(`^(?:mark|set)\\s+(.+?)\\s+(?:(?:as|to|status)\\s+)*${open}$`, 'i'), status('TODO')],
  [new RegExp(`^(?:mark|set)\\s+(.+?)\\s+(?:(?:as|to|status)\\s+)*${done}$`, 'i'), about('complete')],
  [/^(?:mark|set)\s+(.+?)\s+(?:(?:as|to|status)\s+)*(?:in progress|started)$/i, status('IN_PROGRESS')],
  [/^(?:start|begin)\s+(.+)$/i, status('IN_PROGRESS')],
  [new RegExp(`^(?:set|change)\\s+(?:the\\s+)?priority\\s+(?:of|for)\\s+(.+?)\\s+to\\s+${level}$`, 'i'), priority],
  [new RegExp(`^(?:set|make|mark)\\s+(.+?)\\s+(?:(?:to|as)\\s+)?priority\\s+(?:to\\s+)?${level}$`, 'i'), priority],
  [new RegExp(`^(?:set|make|mark)\\s+(.+?)\\s+(?:(?:to|as)\\s+)?${level}(?:[\\s-]+priority)?$`, 'i'), priority],
  [/^(?:set|make|mark)\s+(.+?)\s+!(high|medium|med|low|h|m|l)$/i, priority],
  [/^(?:clear|remove|delete)\s+(?:the\s+)?(?:due\s+)?date\s+(?:of|from|for)\s+(.+)$/i, ({ groups, said }) => change(asQuery(groups[0]!, said), { due: null })],
  [/^(?:set|change)\s+(?:the\s+)?(?:due\s+)?date\s+(?:of|for)\s+(.+)\s+to\s+(.+)$/i, move],
  [/^set\s+(.+)\s+due\s+(?:to\s+)?(.+)$/i, move],
  [/^(?:move|reschedule|postpone|push|shift|delay|defer)\s+(.+)\s+(?:to|until|till|for)\s+(.+)$/i, move],
  [/^(?:move|reschedule|postpone)\s+(.+?)\s+(tomorrow\b.*|today\b.*|next\b.*|on\b.*)$/i, move],
  [/^(?:rename|retitle)\s+(.+)$/i, ({ groups, said }) => parseRename(groups[0]!, said)],
  [/^(?:re-?open|uncomplete|undone|un-?finish|un-?check)\s+(.+)$/i, about('reopen')],
  [/^(?:i\s+|i['’]ve\s+|i have\s+|i am\s+|i['’]m\s+)?(?:done with|done|completed?|finish(?:ed)?|check off|tick off|close)\b[:\s]*(.*)$/i, about('complete')],
  [/^(?:delete|remove|drop|cancel|trash)\b\s*(.*)$/i, about('delete')],
  [/^(.+?)\s+is\s+(?:done|finished|completed?)[.!]?$/i, about('complete')],
];

const notUnderstood = (said: Masked): Intent => {
  const title = said.restore(said.text);
  return unclear('not_understood', title.length <= 500 ? [{ label: `Add “${title}” as a task`, message: `add ${title}` }] : []);
};

/** Reads a message; whatever it says, the answer is an intent, at worst a question. */
export const parseMessage = (text: string, context: ChatContext): Intent => {
  // Cut before cleaning: the rest is refused anyway.
  const clean = cleanText(text.slice(0, 2 * longestMessage));
  if (clean === '') return unclear('empty');
  if (clean.length > longestMessage || text.trim().length > 2 * longestMessage) return unclear('too_long');
  const said = maskQuotes(clean);
  const spoken = said.text.replace(/^(?:please|can you|could you|would you)\s+/i, '');
  for (const [pattern, read] of commands) {
    const match = pattern.exec(spoken);
    if (match !== null) return read({ groups: match.slice(1).map((group) => group ?? ''), said, context });
  }
  return notUnderstood(said);
};
