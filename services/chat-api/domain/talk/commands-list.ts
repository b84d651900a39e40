import { targetOf, onTask } from './commands-task.ts';
import { readFilter } from './filter-words.ts';
import type { ListFilter } from './intents.ts';
import { claimFound, phrase, written, type Found } from './match.ts';
import { literalTask } from './read-new.ts';
import { question, reading, type Heard, type Rule, type Understood } from './reading.ts';
import { daysOf, sortTimes } from './read-when.ts';
import { readTimes } from '../when/read-times.ts';
import { claimRest, textOf, type Said } from './said.ts';
import { wordsOfIntent } from './words.ts';

const narrowed = (heard: Heard, text: string): ListFilter => {
  const overdue = heard.when.periods.some((period) => period.overdue);
  const filter = readFilter(text, heard.tags);
  return { ...filter, ...daysOf(heard.when), priority: filter.priority ?? heard.priority, overdue: overdue || filter.overdue };
};

const isFinished = (heard: Heard, filter: ListFilter): boolean => filter.status === 'DONE' && daysOf(heard.when) !== null;

const exclusion = /(?:^|\s)(?:besides|except(?: for)?|other than|apart from|aside from|excluding|not counting|but not)(?:\s.*)?$/i;

/** "what is due besides work?": a list is narrowed by what tasks have, not by what they lack. */
const askWider = (heard: Heard, said: Said, text: string): Understood => {
  const intent = { kind: 'list', filter: narrowed(heard, text), count: false } as const;
  return question(claimRest(said, 'command', 'list'), 'choice', 'I cannot leave tasks out of a list. Shall I show it with them?', { options: [{ label: wordsOfIntent(intent, heard.context), intent }] });
};

/** A list of tasks; with "done", days are those on which the tasks were completed. */
const list =
  (more: { count?: boolean; done?: boolean; search?: boolean } = {}) =>
  (heard: Heard, found: Found): Understood => {
    const said = claimFound(heard.timed, found, 'list');
    const region = found.parts['what'];
    const text = region === undefined ? '' : textOf(said, region);
    const wider = text.replace(exclusion, '');
    if (wider !== text) return askWider({ ...heard, tags: [] }, said, wider);
    const filter = narrowed(heard, text);
    const asked: ListFilter = more.done === true ? { ...filter, status: 'DONE' } : filter;
    const ended = isFinished(heard, asked) ? { ...asked, from: null, to: null, done_from: asked.from, done_to: asked.to } : asked;
    const made = more.search === true ? literalTask(heard) : null;
    return reading(claimRest(said, 'command', 'list'), [{ kind: 'list', filter: ended, count: more.count ?? false }], { otherwise: made === null ? undefined : { intent: made, offered: true } });
  };

/** Words that ask for no list when a title follows: "show dad the photos", "find a plumber". */
const searchOf = (heard: Heard, found: Found): Understood => list({ search: true })(heard, found);

const tell = (heard: Heard, found: Found): Understood | null => {
  const { said, target } = targetOf(heard, found, 'tell');
  if (target.by === 'nothing' || target.by === 'filter') return null;
  return reading(said, [{ kind: 'tell', target }]);
};

const W = '(?<what>.*?)';
const T = '(?<task>.+?)';
const is = "(?:\\s+(?:is|are|was|were)|['’]?s|['’]re)";
const heardAll = (source: string, read: Rule['read']): Rule => ({ on: 'all', pattern: phrase(source), read });

/** Only days were said: lists what is due then. */
const onlyDays = (heard: Heard, found: Found): Understood | null =>
  daysOf(heard.when) === null && heard.tags.length === 0 ? null : reading(claimFound(heard.timed, found, 'list'), [{ kind: 'list', filter: narrowed(heard, ''), count: false }]);

/** "tomorrow's tasks": the day is in the possessive. */
const listOfDay = (heard: Heard, found: Found): Understood | null => {
  const when = sortTimes(readTimes(written(heard.plain, found.parts['day']), heard.context).expressions);
  const days = daysOf(when);
  const filter = { ...readFilter(written(heard.plain, found.parts['what']), heard.tags), ...days };
  return days === null ? null : reading(claimRest(heard.plain, 'command', 'list'), [{ kind: 'list', filter, count: false }]);
};

/** Lists, searches and questions, the narrower rules first. */
export const listCommands: Rule[] = [
  { on: 'plain', read: listOfDay, pattern: phrase("(?:(?:show|list|give|tell)(?: me)?|what are|what is)?\\s*(?:my\\s+)?(?<day>\\p{L}+)['’]s\\s+(?<what>(?:(?:open|done|overdue|urgent)\\s+)?(?:tasks?|to-?dos?|agenda|list|plan|schedule|items))") },
  heardAll(`how many(?:\\s+tasks?)?\\s+(?:have i|did i|i['’]ve|i have)\\s+(?:already\\s+)?(?:finish(?:ed)?|complete[d]?|done|do|get done|got done|tick(?:ed)? off)\\s*${W}`, list({ count: true, done: true })),
  heardAll(`how (?:long|many (?:days|hours|weeks|months))(?:\\s+is it)?\\s+(?:until|till|til|to|before)\\s+${T}`, tell),
  heardAll(`how many\\b\\s*${W}(?:\\s+(?:do|did|have) i(?:\\s+(?:have|got|do|to do))?)?`, list({ count: true })),
  heardAll(`how much\\s+(?<what>(?:stuff|work|things?)\\b.*?)(?:\\s+(?:do|did|have) i(?:\\s+(?:have|got|do|to do))?)?`, list({ count: true })),
  heardAll(`(?:count|number of)\\s+${W}`, list({ count: true })),
  heardAll(`(?:what|which)(?:\\s+tasks?)?\\s+(?:have i|did i|i['’]ve|i have)\\s+(?:already\\s+)?(?:finish(?:ed)?|complete[d]?|done|do|get done|got done|accomplish(?:ed)?|achieve[d]?|tick(?:ed)? off)\\s*${W}`, list({ done: true })),
  heardAll(`(?:what|which)\\s+(?:tasks?\\s+)?(?:was|were|got|has been|have been)\\s+(?:done|finished|completed)\\s*${W}`, list({ done: true })),
  heardAll(`(?:when|what time|what day|which day|on which day|at what time)(?:${is}| do i have| do i need to| do i| did i| have i| can i| am i| does| must i| should i| will)\\s*(?:to\\s+)?${T}(?:\\s+(?:due|happening|scheduled|start|planned|on|at))?`, tell),
  heardAll(`(?:what|which)(?:${is}|\\s+are)\\s+(?:the\\s+)?(?:notes?|details?|description|priority|status|due date|deadline|tags?|date|time)\\s+(?:of|on|for|about)\\s+${T}`, tell),
  heardAll(`(?:what|which)(?:${is}| does| do| did)?(?:\\s+(?:in|on))?\\s+(?:the\\s+|my\\s+)?(?:notes?|description|comments?)\\s+(?:of|on|for|about|in)\\s+${T}\\s+(?:says?|be|mean)`, tell),
  heardAll(`what(?:${is})\\s+(?:the (?:deal|story|status|state|matter|latest|news)|up|going on|happening|new)\\s+(?:with|of|about|on)\\s+${T}`, tell),
  heardAll(`(?:tell me|remind me what i know|what do you know|what do i know|info|details|more)\\s+(?:about|on|of)\\s+${T}`, tell),
  heardAll(`(?:what|how) about\\s+${T}`, tell),
  heardAll(`how (?:often|regularly|frequently)(?:${is}|\\s+(?:do|does|must|should)(?:\\s+(?:i|we))?(?:\\s+(?:do|have|need(?: to)?|have to))?)\\s+${T}(?:\\s+(?:repeat|happen|come|due))?`, tell),
  heardAll(`where(?:['’]?s| is| are)\\s+${T}`, tell),
  heardAll(`(?:is|are|was)\\s+${T}\\s+\\p{L}+(?:ed|aid|ent|ought)`, tell),
  heardAll(`(?:is|are|was)\\s+${T}\\s+(?:already\\s+)?(?:done|finished|completed?|ready|due|open|overdue|still open)`, tell),
  heardAll(`(?:did|have)\\s+i\\s+(?:already\\s+)?(?:finish|finished|complete|completed|do|done)\\s+(?:with\\s+)?${T}(?:\\s+(?:already|yet))?`, tell),
  heardAll(`(?:show|list|display|view|see|find|get|give me|tell me|check|open|print|read|what about)(?:\\s+me)?\\s+(?:(?:all|everything|any|every|each|overdue|open|done|completed|finished|high|low|medium|urgent|pending|my|the|today['’]s|tomorrow['’]s|upcoming|recurring|tagged|of|in progress)\\s+)*(?:tasks?|to-?dos?|lists?|to-?do list|items?|things|stuff|agenda|schedule|plans?|calendar|reminders?|ones)\\b\\s*${W}`, (heard, found) => {
    const start = /\S+(?:\s+me)?\s*/u.exec(heard.timed.open.slice(found.from))?.[0].length ?? 0;
    return list()(heard, { ...found, parts: { what: { from: found.from + start, to: found.to } } });
  }),
  heardAll(`(?:show|list|display|view)(?:\\s+me)?\\b:?\\s*${W}`, searchOf),
  heardAll(`(?:find|search(?:\\s+for)?|look(?:ing)? for|search my tasks for)\\b:?\\s*${W}`, searchOf),
  heardAll(`(?:let me see|show me|i (?:want|would like) to see|see)\\s+(?:all|my|everything)\\b\\s*${W}`, list()),
  heardAll(`(?:my |the )?(?:tasks?|to-?dos?|(?:to-?do|task) ?lists?|lists?|agenda|overview|schedule|plan|ls|everything|all tasks|all|next(?: tasks?| up))\\b\\s*(?:due|for|on|of)?`, list()),
  heardAll(`(?!.*(?:->|=>|→))(?<what>(?:everything|all|anything) (?:tagged|labell?ed|with|marked|that is|due|overdue|urgent|important|open|done)\\b.*)`, list()),
  heardAll(`(?:my\\s+|the\\s+)?(?<what>(?:next|first|top)\\s+(?:\\d{1,2}|\\p{L}+)\\s+(?:open\\s+)?(?:tasks?|to-?dos?|items?|ones|things))`, list()),
  heardAll(`(?:overdue|late|open|completed|done|finished|pending|recurring|urgent|high priority|low priority|my (?:open|done|overdue|completed))\\s+(?:tasks?|to-?dos?|items?|ones|things)`, (heard, found) => list()(heard, { ...found, parts: { what: { from: found.from, to: found.to } } })),
  heardAll(`(?:what|which|who)(?:${is}|\\s+(?:do|should|must|can|have|has|am|will|needs|tasks?|to-?dos?|ones|things|else)|\\s+on)\\b\\s*${W}`, list()),
  heardAll(`(?:anything|something|is there anything|are there any|is there any|is anything|do i (?:have|need)(?: to)?(?: do)?|have i got|am i|got anything|any)\\b\\s*${W}`, (heard, found) => {
    const said = claimFound(heard.timed, found, 'list');
    const days = daysOf(heard.when) !== null || heard.tags.length > 0;
    const names = /^\s*(?:any|anything|something|is|are|am|do|have|got)\b/i.test(heard.timed.open.slice(found.from));
    return days || (names && /\b(?:tasks?|to-?dos?|due|left|overdue|open|about|tagged|to do|things|stuff|anything)\b/i.test(heard.plain.open)) ? list()(heard, { ...found, parts: { what: { from: found.parts['what']!.from, to: found.to } } }) : said === null ? null : null;
  }),
  heardAll(`(?:did|have)\\s+i\\s+(?:already\\s+)?(?!(?:got|have|any|anything)\\b)${T}(?:\\s+(?:already|yet))?`, tell),
  heardAll(`(?:due|for|on|up|coming up|upcoming|next|and|is|are)?`, onlyDays),
];

/** Answers the bare name of a task with its details. */
export const tellOf = onTask('tell');
