import { everything, type ListFilter } from './intents.ts';
import { toPriority } from './markers.ts';
import { fold } from './text.ts';
import { numberWords } from '../when/words.ts';

type Narrow = (word: RegExpExecArray) => Partial<ListFilter>;

const level = '(highest|high|top|medium|normal|low|lowest)';

/** Words that narrow a list; each is cut out of the text when it is found. */
const narrowing: [RegExp, Narrow][] = [
  [/\b(?:over ?due|late|past due|missed)\b/, () => ({ overdue: true })],
  [/\b(?:in progress|started|ongoing)\b/, () => ({ status: 'IN_PROGRESS' })],
  [/\b(?:not (?:yet )?(?:done|finished|completed?)|undone|unfinished|incomplete|open|pending|outstanding|remaining|unchecked)\b/, () => ({ status: 'open' })],
  [/\b(?:done|completed?|finished|closed|checked(?: off)?|accomplished)\b/, () => ({ status: 'DONE' })],
  [/\b(?:without|with no|no|having no)(?: an?| any)? (?:due )?(?:dates?|deadlines?)\b|\bun(?:dated|scheduled)\b/, () => ({ undated: true })],
  [/\b(?:with|(?:that|which) (?:have|has)|having)(?: an?| any| the)? (?:due )?(?:dates?|deadlines?)\b/, () => ({ dated: true })],
  [new RegExp(`\\b(?:next|first|top) (\\d{1,2}|${[...numberWords.keys()].join('|')})\\b`), ([, count]) => ({ most: Math.min(50, Math.max(1, numberWords.get(count!) ?? Number(count))) })],
  [/\bnext (?:thing|task|one|item|to-?do)\b/, () => ({ most: 1 })],
  [/\b(?:recurring|repeating|repeated)\b/, () => ({ recurring: true })],
  [new RegExp(`\\b(?:with )?(?:an? )?${level}[ -]prio(?:rity|rities)?\\b|\\bprio(?:rity)?:? ${level}\\b|\\b(p[1-4])\\b|\\b(urgent|important)\\b`), (word) => ({ priority: toPriority(word.slice(1).find((group) => group !== undefined)!) })],
  [/\b(?:tagged|labell?ed)(?: with| as)? ([\p{L}\p{N}_-]+)/u, ([, tag]) => ({ tags: [tag!] })],
  [/\b(?:with|in|under)(?: the)? (?:tag|label) ([\p{L}\p{N}_-]+)/u, ([, tag]) => ({ tags: [tag!] })],
  [/\b(?:everything|all|every|each)\b/, () => ({ status: 'all' })],
];

/** Words that do not say which tasks. */
const noise =
  /^(?:my|the|me|a|an|all|of|them|em|those|these|this|that|tasks?|to-?dos?|items?|ones?|things?|stuff|list|lists|due|for|on|in|at|with|by|are|is|do|does|did|i|have|i've|has|got|get|to|there|and|up|what|need|should|must|left|any|anything|everything|something|every|each|s|please|still|currently|until|from|be|been|coming|planned|scheduled|happening|going|that's|thats|which|who|already|yet|so|far|was|were|will|am|can|you|show|tell|about|free|busy|next|first|now|right|rest|entire|whole|full|reminders?|more|else|just|only|task's|plate|agenda|schedule|calendar|plans?)$/;

/**
 * What words say about tasks: status, priority, tags; the titles must contain whatever
 * words remain.
 */
export const readFilter = (text: string, tags: readonly string[] = []): ListFilter => {
  let rest = fold(text).replace(/[?!.,;:"“”„«»()]+/g, ' ').replace(/\bto (?:work on|finish|complete)\b|\b(?:sorted|ordered|grouped) by (?:due )?\p{L}+/gu, ' ');
  const filter: ListFilter = { ...everything, tags: [...tags] };
  for (const [pattern, narrow] of narrowing) {
    const word = pattern.exec(rest);
    if (word === null) continue;
    const found = narrow(word);
    Object.assign(filter, found, { tags: [...filter.tags, ...(found.tags ?? [])] }, filter.status === 'open' ? {} : { status: filter.status });
    rest = rest.replace(word[0], ' ');
  }
  const q = rest.split(/\s+/).filter((word) => word !== '' && !noise.test(word)).join(' ');
  return { ...filter, q: q === '' ? null : q.slice(0, 200) };
};
