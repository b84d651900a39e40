import { taskLimits } from '#contracts/task';
import { targetOf } from './commands-task.ts';
import type { ChatPatch } from './intents.ts';
import { claimFound, phrase, written, type Found } from './match.ts';
import { toPriority } from './markers.ts';
import { literalTask, newTaskOf } from './read-new.ts';
import { question, reading, type Heard, type Rule, type Understood } from './reading.ts';
import { duePatchOf, repeatPatchOf } from './read-when.ts';
import { claim, type Said } from './said.ts';
import { rename } from './rename.ts';
import { takeTarget } from './target.ts';
import { takeTitle } from './title.ts';
import { wordsOfIntent } from './words.ts';

const changed = (heard: Heard, found: Found, patch: ChatPatch, offer = false): Understood => {
  const { said, target } = targetOf({ ...heard, tags: [] }, found, 'change');
  const intent = { kind: 'change', target: target.by === 'nothing' ? ({ by: 'spoken' } as const) : target, patch } as const;
  const made = offer ? newTaskOf(heard).intent : null;
  return reading(said, [intent], { otherwise: made === null || made.title === '' ? undefined : { intent: made, offered: true } });
};

const literal = (said: Said, found: Found, name: string): { text: string; said: Said } => {
  const { title, said: tidy } = takeTitle(said, found.parts[name]);
  return { text: title, said: tidy };
};

const note = (heard: Heard, found: Found): Understood | null => {
  const { text, said } = literal(claimFound(heard.plain, found, 'note'), found, 'text');
  const { said: whole, target } = takeTarget(said, found.parts['task']);
  return text === '' ? null : reading(whole, [{ kind: 'change', target: target.by === 'nothing' ? { by: 'spoken' } : target, patch: { note: text } }]);
};

const tagNames = (text: string): string[] => (text.match(/[\p{L}\p{N}\p{M}_-]+/gu) ?? []).filter((name) => !/^(?:and|as|with|tag|tags|the|label)$/i.test(name)).map((name) => name.slice(0, taskLimits.tag));

const tag =
  (field: 'add_tags' | 'remove_tags') =>
  (heard: Heard, found: Found): Understood | null => {
    const names = found.parts['tags'] === undefined ? heard.tags : [...tagNames(written(heard.plain, found.parts['tags'])), ...heard.tags];
    if (names.length === 0) return null;
    const said = claim(heard.timed, ...(found.parts['tags'] === undefined ? [] : [{ ...found.parts['tags'], kind: 'tag' as const, means: names.join(', ') }]));
    return changed({ ...heard, timed: said }, { ...found, parts: { task: found.parts['task'] ?? { from: found.to, to: found.to } } }, { [field]: [...new Set(names)] });
  };

const prioritise = (heard: Heard, found: Found): Understood | null => {
  const word = written(heard.plain, found.parts['level']);
  const priority = word === '' ? heard.priority : toPriority(word);
  if (priority === null) return null;
  const { level, ...parts } = found.parts;
  const said = level === undefined ? heard.timed : claim(heard.timed, { ...level, kind: 'priority', means: priority });
  return changed({ ...heard, timed: said }, { ...found, parts }, { priority });
};

/** "everything due today to friday": the last moment is the new one, those before it say which task. */
const split = ({ when }: Heard): { to: Heard['when']; which: Heard['when'] } => {
  const to = when.points.slice(-1);
  const which = when.points.slice(0, -1);
  const periods = to.length > 0 ? when.periods : when.periods.slice(0, -1);
  return { to: { ...when, points: to, periods: to.length > 0 ? [] : when.periods.slice(-1) }, which: { ...when, points: which, periods, durations: [], reminds: [] } };
};

const duePatch = (when: Heard['when'], usual: 'later' | 'earlier'): ChatPatch | null => {
  const repeat = repeatPatchOf(when);
  if (repeat !== undefined) return { repeat };
  const due = duePatchOf(when, usual);
  if (due === undefined) return null;
  return { due, ...(when.points.length > 0 && when.reminds.length > 0 && { remind: when.reminds }) };
};

const due =
  (usual: 'later' | 'earlier', offer = false) =>
  (heard: Heard, found: Found): Understood | null => {
    const { to, which } = split(heard);
    const patch = duePatch(to, usual);
    const named = { ...heard, when: which };
    if (patch !== null) return changed(named, found, patch, offer);
    const { said, target } = targetOf(named, found, 'move');
    const intent = { kind: 'change', target: target.by === 'nothing' ? ({ by: 'spoken' } as const) : target, patch: {} } as const;
    const made = offer ? literalTask(heard) : null;
    return question(said, 'when', 'To when?', { pending: intent, options: made === null ? [] : [{ label: `Add “${made.title}” as a task`, intent: made }] });
  };

const dueOnly =
  (usual: 'later' | 'earlier') =>
  (heard: Heard, found: Found): Understood | null =>
    duePatch(split(heard).to, usual) === null ? null : due(usual, true)(heard, found);

const asLength = (heard: Heard): Heard => {
  const [remind] = heard.when.reminds;
  if (remind?.how !== 'before') return heard;
  const length = { kind: 'duration', spans: [], months: 0, days: Math.floor(remind.minutes / 1440), minutes: remind.minutes % 1440, direction: null, preposition: null } as const;
  return { ...heard, when: { ...heard.when, reminds: [], durations: [length] } };
};

/** "a week ahead" is later to some and earlier to others. */
const eitherWay = (heard: Heard, found: Found): Understood | null => {
  if (!/\bahead\b/i.test(heard.plain.open)) return null;
  const ways = (['later', 'earlier'] as const).map((usual) => dueOnly(usual)(asLength(heard), found));
  const options = ways.flatMap((way) => (way?.kind === 'reading' ? [{ label: wordsOfIntent(way.reading.intents[0]!, heard.context), intent: way.reading.intents[0]! }] : []));
  const [first] = ways;
  return first?.kind === 'reading' ? question(first.reading.said, 'choice', 'Later or earlier?', { options }) : null;
};

const isShift = ({ when: { durations, points, periods } }: Heard): boolean => points.length + periods.length === 0 && durations.some(({ direction }) => direction !== null);

/** "gym half an hour earlier": nothing else was said of it. */
const shiftOnly = (heard: Heard, found: Found): Understood | null => (isShift(heard) ? dueOnly('later')(heard, found) : null);

const named = (heard: Heard, found: Found): Understood | null => {
  const { text, said } = literal(claimFound(heard.plain, found, 'rename'), found, 'name');
  const { said: whole, target } = takeTarget(said, found.parts['task']);
  return text === '' || text.length > taskLimits.title ? null : reading(whole, [{ kind: 'change', target: target.by === 'nothing' ? { by: 'spoken' } : target, patch: { title: text } }], { otherwise: { intent: newTaskOf(heard).intent, offered: true } });
};

/** "make dinner at 7" is a task as soon as there is none of that name. */
const orNew =
  (read: Rule['read']): Rule['read'] =>
  (heard, found) => {
    const { points, periods, repeats } = heard.when;
    const understood = points.length + periods.length + repeats.length > 0 || isShift(heard) ? read(heard, found) : null;
    return understood?.kind === 'reading' ? { kind: 'reading', reading: { ...understood.reading, otherwise: { intent: newTaskOf(heard).intent, offered: false } } } : understood;
  };

const plainPatch =
  (patch: ChatPatch) =>
  (heard: Heard, found: Found): Understood =>
    changed(heard, found, patch);

/** "change the sheets every 2 weeks" may be a task to be made. */
const repeat =
  (offer = false) =>
  (heard: Heard, found: Found): Understood | null => {
    const rule = repeatPatchOf(heard.when);
    return rule === undefined ? null : changed({ ...heard, when: { ...heard.when, points: [], periods: [] } }, found, { repeat: rule }, offer);
  };

const T = '(?<task>.+?)';
const O = '(?<task>.*?)';
/** A comma is no part of a tag: else a list of them could be parted in every way. */
const tags = '(?<tags>(?:[^\\s,]+(?:(?:\\s*,\\s*|\\s+and\\s+)[^\\s,]+)*)?)';
const level = '(?<level>highest|high|top|medium|normal|low|lowest|urgent|important|p[1-4])';
const to = '(?:(?:to|until|till|for|by|on|at|from|as|in|due|is|back|out|forward|off|up|ahead|earlier|later|the)\\s*)*';
const on = '(?:of|for|on|from|to|in|with)';

const asRepeated = '(?:\\s+(?:to\\s+|a\\s+)*(?:repeat(?:s|ing)?|recur(?:s|ring)?|happen(?:s)?|be)?(?:\\s+task)?)?';

const timed = (source: string, read: Rule['read']): Rule => ({ on: 'timed', pattern: phrase(source), read });
const shifting = (source: string, read: Rule['read']): Rule => ({ on: 'all', pattern: phrase(source), read });
const plain = (source: string, read: Rule['read']): Rule => ({ on: 'plain', pattern: phrase(source), read });

/** What is added to a task: before "add" as the beginning of a new one. */
export const addingCommands: Rule[] = [
  plain(`(?:add|write|put|attach|make|leave)?\\s*(?:an?\\s+|the\\s+)?(?:notes?|comments?|descriptions?|details?)\\s+${on}\\s+(?!self\\b)${T}\\s*(?::|\\s[-–]\\s|,?\\s+saying(?: that)?:?\\s|\\s+that\\s)\\s*(?<text>.+)`, note),
  plain(`(?:add|write|put|attach)\\s+(?<text>[“"„«\\u0001].*?)\\s+(?:as (?:an? )?(?:note|comment|description) )?(?:to|on|for)\\s+(?!(?:my|the) (?:to-?do )?list)(?:the (?:notes?|description) of\\s+)?${T}`, note),
  plain(`(?:add|write|put)\\s+(?:to|on)\\s+${T}\\s+(?:an?\\s+)?notes?:\\s*(?<text>.+)`, note),
  plain(`(?:add|write|put|attach|make)?\\s*(?:an?\\s+)?(?:note|comment):\\s*(?<text>.+)`, note),
  timed(`(?:clear|remove|delete|erase)\\s+(?:the\\s+)?(?:notes?|comments?|descriptions?)\\s+${on}\\s+${T}`, plainPatch({ note: null })),
  timed(`(?:add\\s+)(?:the\\s+)?(?:tags?|labels?)\\s+${tags}\\s*\\b(?:to|on|for)\\s+${T}`, tag('add_tags')),
  timed(`(?:remove|delete|drop|take)\\s+(?:the\\s+)?(?:tags?|labels?)\\s+${tags}\\s*\\b(?:from|of|off)\\s+${T}`, tag('remove_tags')),
  timed(`(?:remove|delete|drop|take)\\s+(?:from|of|off)\\s+${T}`, tag('remove_tags')),
  timed(`(?:add|put)\\s+(?:to|on|onto)\\s+${T}`, tag('add_tags')),
];

/** Changing a task, the narrower first. */
export const changeCommands: Rule[] = [
  plain(`(?:rename|retitle|re-name)\\s+(?:to|as|into)\\s+(?<name>.+)`, named),
  plain(`(?:rename|retitle|re-name)\\s+(?<rest>.+)`, rename),
  plain(`(?:call|name)\\s+${T}\\s+(?<name>\\u0001+)`, named),
  plain(`(?:change|set|edit)\\s+(?:the\\s+)?(?:title|name)\\s+(?:of|for)\\s+(?<rest>.+)`, rename),
  timed(`(?:clear|remove|delete|drop|cancel)\\s+(?:the\\s+|its\\s+)?(?:due\\s*)?(?:dates?|deadlines?|due)(?:\\s+${on}\\s+${T})?`, plainPatch({ due: null })),
  timed(`(?:move|set|change|reschedule)\\s+${T}\\s+(?:to|for)\\s+(?:no date|none|never|someday|no deadline|sometime)`, plainPatch({ due: null })),
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
  timed(`(?:untag|unlabel)\\s+${T}`, tag('remove_tags')),
  timed(`(?:set|change|make|put)\\s+(?:the\\s+)?priority\\s+(?:of|for|on)\\s+${T}\\s+(?:to|as|=)?\\s*${level}(?:\\s+priority)?`, prioritise),
  timed(`(?:set|make|mark|change|flag|bump|raise|lower|put|move)\\s+${T}\\s+(?:(?:to|as|a|at|on|with|priority|of|be)\\s+)*${level}(?:[\\s-]+prio(?:rity)?)?`, prioritise),
  timed(`${T}\\s+(?:is|has|gets|should be|should have)\\s+(?:(?:really|very|so|super|quite|now)\\s+)*(?:a\\s+)?(?:priority\\s+)?${level}(?:[\\s-]+prio(?:rity)?)?`, prioritise),
  timed(`(?:priority|prio)\\s+(?:of|for)\\s+${T}\\s*(?:to|:|is|=)?\\s*${level}`, prioritise),
  timed(`(?:set|make|mark|change)\\s+${T}(?:\\s+(?:to|as|priority))*`, (heard, found) => (heard.priority === null ? null : prioritise(heard, found))),
  timed(`prioriti[sz]e\\s+${T}`, plainPatch({ priority: 'HIGH' })),
  timed(`(?:raise|increase|up|bump(?: up)?)\\s+(?:the\\s+)?priority\\s+(?:of|for)\\s+${T}`, plainPatch({ priority: 'HIGH' })),
  timed(`(?:lower|decrease|reduce|drop)\\s+(?:the\\s+)?priority\\s+(?:of|for)\\s+${T}`, plainPatch({ priority: 'LOW' })),
  timed(`de-?prioriti[sz]e\\s+${T}`, plainPatch({ priority: 'LOW' })),
  shifting(`(?:set|change|update|move|make|edit)\\s+(?:the\\s+)?(?:due\\s*)?(?:dates?|times?|deadlines?|due)\\s+(?:of|for|on)\\s+${T}\\s*${to}`, due('later')),
  shifting(`(?:bring|pull|move)\\s+(?:forward|up|ahead|earlier)\\s+${O}\\s*${to}`, due('earlier')),
  shifting(`(?:bring|pull)\\s+${T}\\s+(?:forward|up|ahead|earlier)\\s*${to}`, due('earlier')),
  shifting(`(?:move|shift|push)\\s+${T}(?:\\s+ahead)?\\s*`, eitherWay),
  shifting(`move\\s+${T}\\s+(?:up|earlier)\\s*${to}`, due('earlier')),
  shifting(`(?:push|put|move|shift)\\s+(?:back|off|out|on)\\s+${O}\\s*${to}`, due('later')),
  shifting(`(?:push)\\s+${O}\\s*${to}`, due('later', true)),
  shifting(`(?:move|reschedule|re-schedule|postpone|shift|delay|defer)\\s+${O}\\s*${to}`, due('later', true)),
  shifting(`put\\s+${T}\\s+(?:off|back|on|to|until|till)\\s*${to}`, dueOnly('later')),
  shifting(`(?:set|make|change|schedule)\\s+${T}\\s+(?:due|to|for|until|till|by)\\s*${to}`, dueOnly('later')),
  shifting(`(?:set|make|change|schedule)\\s+${T}`, orNew(dueOnly('later'))),
  shifting(`(?:change|set|reschedule)\\s+(?<task>it|that|this|that one|this one)`, dueOnly('later')),
  shifting(`${T}\\s+(?:is|are)\\s+(?:now\\s+)?(?:due|on|at|by|moved to|postponed to)?\\s*${to}`, dueOnly('later')),
  shifting(`${T}\\s+(?:needs to|has to|must|should)\\s+be\\s+(?:done|finished|completed|ready|moved|due)\\s*${to}`, dueOnly('later')),
  shifting(`${T}\\s+instead(?:\\s+of.*)?`, dueOnly('later')),
  shifting(`${T}\\s*(?:earlier|later)?`, shiftOnly),
  plain(`${T}\\s+(?:should|must|needs to|has to) be (?:called|named)\\s+(?<name>.+)`, named),
  plain(`change\\s+(?<rest>.+)`, rename),
];
