import { taskLimits } from '#contracts/task-limits';
import { changed, O, offered, orSpoken, plain, shifting, T, timed } from './change-rules.ts';
import { dueCommands, dueOnly, moreTimeCommands } from './commands-due.ts';
import { literal } from './commands-rename.ts';
import { onTask, unsure } from './commands-task.ts';
import type { ChatPatch } from './intents.ts';
import { claimFound, written, type Found } from './match.ts';
import { toPriority } from './markers.ts';
import { literalTask } from './read-new.ts';
import { question, reading, type Heard, type Rule, type Understood } from './reading.ts';
import { duePatchOf, repeatPatchOf } from './read-when.ts';
import { claim } from './said.ts';
import { takeTarget } from './target.ts';

const note = (heard: Heard, found: Found): Understood | null => {
  const { text, said } = literal(claimFound(heard.plain, found, 'note'), found, 'text');
  const { said: whole, target } = takeTarget(said, found.parts['task']);
  const made = literalTask(heard);
  return text === '' ? null : reading(whole, [{ kind: 'change', target: orSpoken(target), patch: { note: text } }], { otherwise: made === null ? undefined : { intent: made, offered: true } });
};

const tagNames = (text: string): string[] => (text.match(/[\p{L}\p{N}\p{M}_-]+/gu) ?? []).filter((name) => !/^(?:and|as|with|tag|tags|the|label)$/i.test(name)).map((name) => name.slice(0, taskLimits.tag));

const tag =
  (field: 'add_tags' | 'remove_tags', offer = false) =>
  (heard: Heard, found: Found): Understood | null => {
    const names = found.parts['tags'] === undefined ? heard.tags : [...tagNames(written(heard.plain, found.parts['tags'])), ...heard.tags];
    if (names.length === 0) return null;
    const said = claim(heard.timed, ...(found.parts['tags'] === undefined ? [] : [{ ...found.parts['tags'], kind: 'tag' as const, means: names.join(', ') }]));
    return changed({ ...heard, timed: said }, { ...found, parts: { task: found.parts['task'] ?? { from: found.to, to: found.to } } }, { [field]: [...new Set(names)] }, offer ? literalTask(heard) : null);
  };

const prioritise = (heard: Heard, found: Found): Understood | null => {
  const word = written(heard.plain, found.parts['level']);
  const priority = word === '' ? heard.priority : toPriority(word);
  if (priority === null) return null;
  const { level, ...parts } = found.parts;
  const said = level === undefined ? heard.timed : claim(heard.timed, { ...level, kind: 'priority', means: priority });
  const due = heard.when.points.length === 0 ? undefined : duePatchOf(heard.when);
  return changed({ ...heard, timed: said, ...(due !== undefined && { when: { ...heard.when, points: [] } }) }, { ...found, parts }, { priority, ...(due !== undefined && { due }) });
};

const plainPatch =
  (patch: ChatPatch, offer = false) =>
  (heard: Heard, found: Found): Understood =>
    changed(heard, found, patch, offer ? offered(heard) : null);

/** "change the sheets every 2 weeks" may be a new task. */
const repeat =
  (offer = false) =>
  (heard: Heard, found: Found): Understood | null => {
    const rule = repeatPatchOf(heard.when);
    return rule === undefined ? null : changed({ ...heard, when: { ...heard.when, points: [], periods: [] } }, found, { repeat: rule }, offer ? offered(heard) : null);
  };

/** A tag contains no comma; otherwise a list of tags could be split in every possible way. */
const tags = '(?<tags>(?:[^\\s,]+(?:(?:\\s*,\\s*|\\s+and\\s+)[^\\s,]+)*)?)';
const level = '(?<level>highest|high|top|medium|normal|low|lowest|urgent|important|p[1-4])';
const on = '(?:of|for|on|from|to|in|with)';

const asRepeated = '(?:\\s+(?:to\\s+|a\\s+)*(?:repeat(?:s|ing)?|recur(?:s|ring)?|happen(?:s)?|be)?(?:\\s*\\b(?:task|thing|habit|chore|routine))?)?';


/** Commands about an existing task; tried before "add", which begins a new one. */
export const addingCommands: Rule[] = [
  shifting(`(?:(?:i|we)(?:['’]ll| will| can| could|['’]d rather| would rather)?\\s+)?do\\s+(?<task>it|that|this|them)\\s*(?:instead|rather)?`, dueOnly('later')),
  ...moreTimeCommands,
  timed(`(?:i|we)\\s+want\\s+${T}\\s+(?:gone|deleted|removed|off (?:my|the|our) list)`, unsure(onTask('delete', 'offer'))),
  plain(`(?:add|write|put|attach|make|leave)?\\s*(?:an?\\s+|the\\s+)?(?:notes?|comments?|descriptions?|details?)\\s+${on}\\s+(?!self\\b)${T}\\s*(?::|\\s[-–]\\s|,?\\s+saying(?: that)?:?\\s|\\s+that\\s)\\s*(?<text>.+)`, note),
  plain(`(?!.*\\s(?:on|to|in|onto) (?:my|the) (?:to-?do )?list\\b)(?:add|write|put|attach)\\s+(?<text>[“"„«\\u0001].*?)\\s+(?:as (?:an? )?(?:note|comment|description) )?(?:to|on|for)\\s+(?!(?:my|the) (?:to-?do )?list)(?:the (?:notes?|description) of\\s+)?${T}(?:['’]s)?(?:\\s+notes?)?`, note),
  plain(`(?:add|write|put)\\s+(?:to|on)\\s+${T}\\s+(?:an?\\s+)?notes?:\\s*(?<text>.+)`, note),
  plain(`(?:add|write|put)\\s+(?:to|on)\\s+(?!(?:my|the) (?:to-?do )?list)${T}:\\s*(?<text>.+)`, note),
  plain(`(?:add|put)\\s+(?<text>.+?)\\s+to\\s+(?:the|my)\\s+${T}\\s+(?:task|to-?do|item)`, unsure(note)),
  plain(`${T}:\\s*(?:add|write)?\\s*(?:an?\\s+)?notes?:?\\s+(?<text>.+)`, note),
  plain(`${T}(?:['’]s)?\\s+notes?:\\s*(?<text>.+)`, note),
  plain(`(?:add|write|put|attach|make)?\\s*(?:an?\\s+)?(?:note|comment):\\s*(?<text>.+)`, note),
  plain(`(?:add|write|attach)\\s+(?:an?\\s+)?(?:note|comment)\\s+(?!(?:to|on|for|that|of|about|in)\\b)(?<text>.+)`, note),
  timed(`(?:clear|remove|delete|erase)\\s+(?:the\\s+)?(?:notes?|comments?|descriptions?)\\s+${on}\\s+${T}`, plainPatch({ note: null })),
  timed(`(?:add\\s+)(?:the\\s+)?(?:tags?|labels?)\\s+${tags}\\s*\\b(?:to|on|for)\\s+${T}`, tag('add_tags')),
  timed(`(?:remove|delete|drop|take)\\s+(?:the\\s+)?(?:tags?|labels?)\\s+${tags}\\s*\\b(?:from|of|off)\\s+${T}`, tag('remove_tags')),
  timed(`(?:remove|delete|drop|take)\\s+(?:from|of|off)\\s+${T}`, tag('remove_tags')),
  timed(`(?:add|put)\\s+(?:to|on|onto)\\s+${T}`, tag('add_tags')),
];

/** Changes of a task, the narrower rules first. */
export const changeCommands: Rule[] = [
  timed(`(?:clear|remove|delete|drop|cancel)\\s+(?:the\\s+|its\\s+)?(?:due\\s*)?(?:dates?|deadlines?|due)(?:\\s+${on}\\s+${T})?`, plainPatch({ due: null })),
  timed(`(?:move|set|change|reschedule)\\s+${T}\\s+(?:to|for)\\s+(?:no date|none|never|someday|no deadline|sometime)`, plainPatch({ due: null })),
  timed(`no\\s+(?:due date|date|deadline)\\s+(?:for|on)\\s+${T}`, plainPatch({ due: null })),
  timed(`${T}\\s+(?:has|needs|should have) no (?:due date|date|deadline)`, plainPatch({ due: null })),
  timed(`(?:stop|quit)\\s+(?:repeating|the repetition of)\\s*${O}`, plainPatch({ repeat: null })),
  timed(`stop\\s+${T}\\s+(?:from\\s+)?(?:repeating|recurring)`, plainPatch({ repeat: null })),
  timed(`(?:do not|don['’]?t)\\s+repeat\\s+${T}(?:\\s+(?:any ?more|again|any longer))?`, plainPatch({ repeat: null })),
  timed(`(?:remove|stop|cancel|end|clear|delete)\\s+(?:the\\s+)?(?:repetition|repeats?|recurrence|repeating|schedule)\\s+${on}\\s+${T}`, plainPatch({ repeat: null })),
  timed(`(?:make|set)\\s+${T}\\s+(?:not|non|to not|not to|stop)[ -]?(?:repeat(?:ing)?|recurring)`, plainPatch({ repeat: null })),
  timed(`${T}\\s+(?:no longer repeats|should not repeat|should(?:n['’]t| not) repeat|does(?:n['’]t| not) repeat)(?:\\s+any ?more)?`, plainPatch({ repeat: null })),
  timed(`repeat\\s+${T}${asRepeated}`, repeat()),
  timed(`(?:make|set|change)\\s+${T}${asRepeated}`, repeat(true)),
  timed(`${T}\\s+(?:should repeat|repeats|recurs|should recur|should happen|should be|has to be|is now)`, repeat()),
  timed(`(?:tag|label)\\s+(?<task>it|that|this|them|that one|this one)\\s+(?<tags>\\S+)`, tag('add_tags')),
  timed(`(?:tag|label)\\s+${T}\\s+(?:with|as)\\s*(?<tags>.*?)`, tag('add_tags')),
  timed(`(?:untag|unlabel)\\s+${T}\\s+(?:with|as|from)\\s+(?<tags>.+?)`, tag('remove_tags')),
  timed(`(?:tag|label)\\s+${T}`, tag('add_tags')),
  timed(`(?:put|file|move)\\s+${T}\\s+(?:under|in|into|with|on)`, tag('add_tags')),
  timed(`(?:tag|label)\\s+${T}\\s+(?<tags>[^\\s,]+)`, unsure(tag('add_tags', true))),
  timed(`(?:untag|unlabel)\\s+${T}`, (heard, found) => tag('remove_tags')(heard, found) ?? question(heard.timed, 'choice', 'Which tag shall I take off? Say for example “untag report #work”.')),
  timed(`(?:set|change|make|put)\\s+(?:the\\s+)?priority\\s+(?:of|for|on)\\s+${T}\\s+(?:to|as|=)?\\s*${level}(?:\\s+priority)?`, prioritise),
  timed(`(?:set|make|mark|change|flag|bump|raise|lower|put|move)\\s+${T}\\s+(?:due\\s*[,;]?\\s*)?(?:(?:to|as|a|at|on|with|priority|of|be|and)\\s+)*${level}(?:[\\s-]+prio(?:rity)?)?`, prioritise),
  timed(`${T}\\s+(?:is|has|gets|should be|should have)\\s+(?:(?:really|very|so|super|quite|now)\\s+)*(?:a\\s+)?(?:priority\\s+)?${level}(?:[\\s-]+prio(?:rity)?)?`, prioritise),
  timed(`${T}\\s*(?:[-=–]+>|→)\\s*${level}(?:[\\s-]+prio(?:rity)?)?`, unsure(prioritise)),
  timed(`(?:priority|prio)\\s+(?:of|for)\\s+${T}\\s*(?:to|:|is|=)?\\s*${level}`, prioritise),
  timed(`(?:set|make|mark|change)\\s+${T}(?:\\s+(?:to|as|priority))*`, (heard, found) => (heard.priority === null ? null : prioritise(heard, found))),
  timed(`${T}\\s+(?:is ?n['’]?t|is not|is no longer|are no longer)\\s+(?:so |that |really )*(?:urgent|important|high priority)(?:\\s+any ?more|\\s+any longer|\\s+now)?`, unsure(plainPatch({ priority: 'MEDIUM' }, true))),
  timed(`bump(?: up)?\\s+${T}(?:\\s+up)?`, (heard, found) => (heard.when.points.length > 0 ? null : unsure(plainPatch({ priority: 'HIGH' }, true))(heard, found))),
  timed(`prioriti[sz]e\\s+${T}`, plainPatch({ priority: 'HIGH' })),
  timed(`(?:raise|increase|up|bump(?: up)?)\\s+(?:the\\s+)?priority\\s+(?:of|for)\\s+${T}`, plainPatch({ priority: 'HIGH' })),
  timed(`(?:raise|increase|up|bump(?: up)?)\\s+(?:its|their)\\s+priority${O}`, plainPatch({ priority: 'HIGH' })),
  timed(`(?:lower|decrease|reduce|drop)\\s+(?:its|their)\\s+priority${O}`, plainPatch({ priority: 'LOW' })),
  timed(`(?:lower|decrease|reduce|drop)\\s+(?:the\\s+)?priority\\s+(?:of|for)\\s+${T}`, plainPatch({ priority: 'LOW' })),
  timed(`de-?prioriti[sz]e\\s+${T}`, plainPatch({ priority: 'LOW' })),
  ...dueCommands,
];
