import type { OnTask } from './intents.ts';
import { claimFound, phrase, written, type Found } from './match.ts';
import { daysOf } from './read-when.ts';
import { literalTask, newTaskOf } from './read-new.ts';
import { question, reading, type Heard, type Rule, type Understood } from './reading.ts';
import { actOfGerund, presentOf } from './past.ts';
import { startsWithAct } from './task-verbs.ts';
import { takePictures } from './courtesy.ts';
import { takeTarget, type Named } from './target.ts';

/** What a command does if no task fits: offers a new task, makes one, or only says so. */
type Otherwise = 'offer' | 'add' | 'nothing';

/** Reads which task a command is about, with the days named beside it. */
export const targetOf = (heard: Heard, found: Found, means: string): Named => {
  const region = found.parts['task'];
  const said = takePictures(claimFound(heard.timed, found, means));
  return takeTarget(said, region, { literal: written(heard.plain, region).replace(/[.!?]+$/, ''), due: daysOf(heard.when), tags: heard.tags });
};

const ask: Record<OnTask['kind'], string> = {
  complete: 'Which task is done?', reopen: 'Which task shall I reopen?', delete: 'Which task shall I delete?', change: 'Which task do you mean?', tell: 'Which task do you mean?',
  skip: 'Which task shall I skip?', copy: 'Which task shall I copy?',
};

const otherwiseOf = (heard: Heard, otherwise: Otherwise) => {
  if (otherwise === 'nothing') return undefined;
  const intent = otherwise === 'add' ? newTaskOf(heard).intent : literalTask(heard);
  return intent === null || intent.title === '' ? undefined : { intent: otherwise === 'add' ? intent : newTaskOf(heard).intent, offered: otherwise === 'offer' };
};

/** A command that is about one task or several. */
export const onTask =
  (kind: Exclude<OnTask['kind'], 'change' | 'skip'>, otherwise: Otherwise = 'nothing') =>
  (heard: Heard, found: Found): Understood => {
    const { said, target } = targetOf(heard, found, kind);
    if (target.by === 'nothing') return question(said, 'task', ask[kind], { pending: { kind, target } });
    return reading(said, [{ kind, target }], { otherwise: otherwiseOf(heard, otherwise) });
  };

const toStatus =
  (status: 'TODO' | 'IN_PROGRESS', otherwise: Otherwise = 'nothing') =>
  (heard: Heard, found: Found): Understood => {
    const { said, target } = targetOf(heard, found, status === 'TODO' ? 'reopen' : 'start');
    const intent = { kind: 'change', target, patch: { status } } as const;
    if (target.by === 'nothing') return question(said, 'task', ask.change, { pending: intent });
    return reading(said, [intent], { otherwise: otherwiseOf(heard, otherwise) });
  };

/** "Finish the report by friday" is as often a task with a deadline as one that is done. */
const finish = (heard: Heard, found: Found): Understood => {
  const hasTime = heard.when.points.length + heard.when.periods.length + heard.when.repeats.length > 0;
  const understood = onTask('complete', hasTime ? 'add' : 'offer')(heard, found);
  if (understood.kind === 'question' || !hasTime) return understood;
  return { kind: 'reading', reading: { ...understood.reading, unless: newTaskOf(heard).intent } };
};

/** With a time, "delete old photos" may be something to do. */
const remove = (heard: Heard, found: Found): Understood => onTask('delete', heard.when.points.length + heard.when.repeats.length > 0 ? 'offer' : 'nothing')(heard, found);

/** "bought milk", "finished reading the book": the task of that act is done. */
const done =
  (actOf: (verb: string) => string | null) =>
  (heard: Heard, found: Found): Understood | null => {
    const act = actOf(written(heard.plain, found.parts['verb']).toLowerCase());
    if (act === null) return null;
    const { said, target } = targetOf(heard, { ...found, parts: { task: found.parts['task']! } }, 'complete');
    if (target.by !== 'title') return null;
    const name = (text: string): string => `${act} ${text}`;
    return reading(said, [{ kind: 'complete', target: { ...target, text: name(target.text), literal: name(target.literal), due: null } }], { otherwise: otherwiseOf(heard, 'offer') });
  };

/** Asks first even if the whole title of one task was given. */
export const unsure =
  (read: Rule['read']): Rule['read'] =>
  (heard, found) => {
    const understood = read(heard, found);
    return understood?.kind === 'reading' ? { kind: 'reading', reading: { ...understood.reading, guessed: true } } : understood;
  };

/** "skip it": without a name, the task spoken of last. */
const skip = (heard: Heard, found: Found): Understood => {
  const { said, target } = targetOf(heard, found, 'skip');
  return reading(said, [{ kind: 'skip', target: target.by === 'nothing' ? { by: 'spoken' } : target, after: daysOf(heard.when)?.to ?? null }], { otherwise: otherwiseOf(heard, 'add') });
};

const putsOff = new Set(['cancel', 'move', 'delay', 'postpone', 'reschedule', 'change', 'shift']);

/** "the flights are booked": the task of booking them is done. */
const passive = (heard: Heard, found: Found): Understood | null => {
  const act = presentOf(written(heard.plain, found.parts['verb']).toLowerCase());
  if (act === null || putsOff.has(act) || startsWithAct(written(heard.plain, found.parts['task']))) return null;
  const { said, target } = targetOf(heard, { ...found, parts: { task: found.parts['task']! } }, 'complete');
  if (target.by !== 'title') return null;
  const name = (text: string): string => `${act} ${bareOf(text)}`;
  return reading(said, [{ kind: 'complete', target: { ...target, text: name(target.text), literal: name(target.literal), due: null } }], { otherwise: otherwiseOf(heard, 'add') });
};
const bareOf = (text: string): string => text.replace(/^(?:the|my|our|all)\s+/i, '');

const ready = '(?:done|complete|completed|finished|ready)';
const undone = "(?:not (?:yet )?(?:done|finished|completed?)|undone|open|to-?do|incomplete|unfinished)";
const as = '(?:(?:as|to|is|are|status)\\s+)*';
const i = "(?:i|we)(?:['’]?ve|['’]?m| have| am)?";
const atLast = '(?:[\\s,]+(?:finally|at last|now|already|today|too|yay|phew|then|for real))*';
const adverbs = '(?:(?:just|already|finally|now|also|totally)\\s+)*';
const T = '(?<task>.+?)';
const report = `(?:${i}\\s+${adverbs}|(?:(?:just|already|finally|now)\\s+)+)`;
const pictures = '(?:\\s*\\p{Extended_Pictographic}\\uFE0F?)*';
/** "is the suit ready" asks. */
const noQuestion = '(?!(?:is|are|was|were|am|did|do|does|has|have|will|when|why|how|what|who|where)\\b)';
const tick = '(?:✅|✓|✔|☑)\\uFE0F?';

const rule = (source: string, read: Rule['read']): Rule => ({ on: 'timed', pattern: phrase(source), read });

/** Finishing, reopening, starting and deleting, the narrower rules first. */
export const taskCommands: Rule[] = [
  rule(`(?:mark|set|make|put)\\s+${T}\\s+${as}${undone}(?:\\s+again)?`, onTask('reopen')),
  rule(`(?:mark|set|tick|check|cross|make)\\s+${T}\\s+(?:off|${as}${ready})(?:\\s+(?:my|the) list)?`, onTask('complete')),
  rule(`(?:mark|set|tick|check|cross)\\s+${as}${ready}:?\\s+${T}`, onTask('complete')),
  rule(`(?:tick|check|cross)\\s+off\\s+${T}`, onTask('complete')),
  rule(`(?:mark|set|make)\\s+${T}\\s+${as}(?:in[ -]progress|started|doing|begun)`, toStatus('IN_PROGRESS')),
  rule(`${T}\\s+(?:is|are)\\s+${adverbs}(?:in[ -]progress|started|under ?way|begun|on the go)`, toStatus('IN_PROGRESS', 'offer')),
  rule(`(?:re-?open|un-?complete|un-?check|un-?finish|undone|un-?do(?:ne)?|untick|re-?activate)\\s+${T}`, onTask('reopen', 'offer')),
  rule(`(?:${i}\\s+)?${adverbs}(?:started|begun|began)(?:\\s+(?:with|on))?\\s+${T}`, toStatus('IN_PROGRESS')),
  rule(`(?:${i}\\s+)?${adverbs}(?:done|finish(?:ed)?|completed?)(?:\\s+with)?\\s+(?<verb>\\p{L}+ing)\\s+${T}`, done(actOfGerund)),
  rule(`(?:i['’]?m |i am )?(?:currently )?working on\\s+${T}`, toStatus('IN_PROGRESS', 'offer')),
  rule('(?:re-?open|un-?complete|un-?check|un-?finish)(?<task>)', onTask('reopen')),
  rule(`(?:start|begin)(?:\\s+(?:with|on|work(?:ing)? on))?\\s+${T}`, toStatus('IN_PROGRESS', 'add')),
  rule(`${report}(?:got|have)\\s+${T}\\s+${ready}`, onTask('complete', 'nothing')),
  rule(`${report}(?:done with|done|did|do|completed?|finish(?:ed)? with|finish(?:ed)?|accomplished|ticked off|checked off|crossed off|took care of|taken care of)\\s+${T}`, onTask('complete', 'nothing')),
  rule(`${report}(?:done|finished)`, onTask('complete')),
  rule(`${report}(?<verb>read|cut|put|set|shut|quit|beat|split|spread|hit)\\s+${T}`, done((verb) => verb)),
  rule('(?:did|done with)\\s+(?<task>it|that|this|them|these|those)', onTask('complete')),
  rule(`(?:done|completed|finished)(?:\\s+with)?(?::|\\b)\\s*(?<task>.*?)`, onTask('complete')),
  rule(`(?:finish|complete)(?::|\\b)\\s*(?<task>.*?)`, finish),
  rule(`close\\s+${T}`, onTask('complete', 'add')),
  rule(`(?:delete|erase|get rid of|discard|del|rm)(?::|\\b)\\s*(?<task>.*?)(?:\\s+(?:from|off) (?:my|the) (?:to-?do )?(?:list|tasks))?`, remove),
  rule(`trash(?::|\\b)\\s*${T}`, remove),
  rule(`(?:remove|drop|cancel|scrap|clear|dismiss)(?::|\\b)\\s*(?<task>.*?)(?:\\s+(?:from|off) (?:my|the) (?:to-?do )?(?:list|tasks))?`, onTask('delete', 'offer')),
  rule(`no (?:more|longer)\\s+${T}`, unsure(onTask('delete', 'offer'))),
  rule(`(?:skip|leave out|sit out)(?::|\\b)\\s*(?<task>.*?)(?:\\s+(?:this time|this once|(?:just )?once|for once|only))?`, skip),
  rule(`${T}\\s+(?:can|should)\\s+(?:be skipped|skip)`, skip),
  rule(`(?:duplicate|copy|clone|make a copy of|make another)\\s+${T}`, onTask('copy', 'add')),
  rule(`(?:take|strike|cross)\\s+${T}\\s+(?:off|from) (?:my|the) (?:to-?do )?list`, onTask('delete')),
  rule(`(?:scratch|kill|bin|ditch|nuke|axe|toss(?: out)?|chuck(?: out)?|zap|lose|cross out)\\s+${T}`, unsure(onTask('delete', 'add'))),
  rule(`forget (?:about\\s+)?${T}`, onTask('delete', 'offer')),
  rule(`(?:i|we) (?:no longer need|do ?n['’]?t need|do not need)(?:\\s+to)? ${T}(?: any ?more| any longer)?`, unsure(onTask('delete'))),
  rule(`${noQuestion}${T}(?:\\s+(?:is|are|was|were|has been|have been)|['’]s)\\s+${adverbs}${ready}${atLast}${pictures}`, onTask('complete', 'offer')),
  rule(`${T}\\s+(?:(?:is|are|was|were|got|has been|have been)\\s+)?${adverbs}(?<verb>\\p{L}+)${atLast}\\s*${tick}`, unsure(passive)),
  rule(`${noQuestion}${T}\\s*(?::|-|–)?\\s+(?:${ready}|${tick})${atLast}${pictures}`, onTask('complete', 'add')),
  rule(`${tick}\\s*${T}`, onTask('complete', 'offer')),
  rule(`tick\\s+${T}`, onTask('complete', 'offer')),
  rule(`(?:${i}\\s+)?${adverbs}(?:got|have got|picked up|grabbed|sorted(?: out)?|handled|dealt with|did|got back from|been to|went to|was at)\\s+(?!to\\b|up\\b)${T}${atLast}`, unsure(onTask('complete', 'offer'))),
  rule(`${noQuestion}${T}(?:['’]s)?\\s+(?:(?:is|are|was|were|got|been|has been|have been)\\s+)?${adverbs}(?<verb>\\p{L}+)${atLast}${pictures}`, unsure(passive)),
  rule(`(?:${i}\\s+)?${adverbs}(?<verb>\\p{L}+)\\s+${T}(?:\\s+(?:already|now|just now|too))?`, done(presentOf)),
];
