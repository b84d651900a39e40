import { changed, O, offered, orSpoken, shifting, T } from './change-rules.ts';
import { targetOf, unsure } from './commands-task.ts';
import type { ChatPatch } from './intents.ts';
import type { Found } from './match.ts';
import { literalTask, newTaskOf } from './read-new.ts';
import { question, type Heard, type Rule, type Understood } from './reading.ts';
import { duePatchOf, repeatPatchOf, type When } from './read-when.ts';
import { wordsOfIntent } from './words.ts';

const isShift = (when: When): boolean => when.durations.some(({ direction, preposition }) => direction !== null || preposition === 'by');

/**
 * Where a task is moved to: the last moment that is not where it comes from, else a length
 * of time or a period.
 */
const goalsOf = (when: When): Pick<When, 'points' | 'periods'> => {
  if (isShift(when)) return { points: [], periods: [] };
  const points = when.points.filter(({ origin }) => !origin).slice(-1);
  return { points, periods: points.length > 0 || when.durations.length > 0 ? [] : when.periods.slice(-1) };
};

/**
 * "everything due today to friday": the last moment is the new date, the others say which
 * tasks.
 */
const split = ({ when }: Heard): { to: When; which: When } => {
  const { points, periods } = goalsOf(when);
  const rest = { points: when.points.filter((one) => !points.includes(one)), periods: when.periods.filter((one) => !periods.includes(one)) };
  return { to: { ...when, points, periods }, which: { ...when, points: rest.points.filter(({ day_given }) => day_given), periods: rest.periods, durations: [], reminds: [] } };
};

const duePatch = (when: When, usual: 'later' | 'earlier'): ChatPatch | null => {
  const repeat = repeatPatchOf(when);
  if (repeat !== undefined) return { repeat };
  const due = duePatchOf(when, usual);
  if (due === undefined) return null;
  return { due, ...(when.points.length > 0 && when.reminds.length > 0 && { remind: when.reminds }) };
};

const byTimeOfDay = 'I can choose tasks by day, tag or words, not by their time of day. Which ones do you mean?';

/** "everything from 3pm to 5pm": tasks cannot be selected by the hour at which they are due. */
const onlyTimeOfDay = ({ when, timed }: Heard): Understood | null =>
  when.points.some(({ origin, day_given }) => origin && !day_given) && /\b(?:all|everything|tasks|every)\b/i.test(timed.open) ? question(timed, 'choice', byTimeOfDay) : null;

const due =
  (usual: 'later' | 'earlier', offer = false) =>
  (heard: Heard, found: Found): Understood | null => {
    const { to, which } = split(heard);
    const patch = duePatch(to, usual);
    const named = { ...heard, when: which };
    if (patch !== null) return onlyTimeOfDay(heard) ?? changed(named, found, patch, offer ? offered(heard) : null);
    const { said, target } = targetOf(named, found, 'move');
    const intent = { kind: 'change', target: orSpoken(target), patch: {} } as const;
    const made = offer ? literalTask(heard) : null;
    return question(said, 'when', 'To when?', { pending: intent, options: made === null ? [] : [{ label: `Add “${made.title}” as a task`, intent: made }] });
  };

/** A command that cannot do without words of time. */
export const dueOnly =
  (usual: 'later' | 'earlier') =>
  (heard: Heard, found: Found): Understood | null =>
    duePatch(split(heard).to, usual) === null ? null : due(usual, true)(heard, found);

const asLength = (heard: Heard): Heard => {
  const [remind] = heard.when.reminds;
  if (remind?.how !== 'before') return heard;
  const length = { kind: 'duration', spans: [], months: 0, days: Math.floor(remind.minutes / 1440), minutes: remind.minutes % 1440, direction: null, preposition: null } as const;
  return { ...heard, when: { ...heard.when, reminds: [], durations: [length] } };
};

/** To some people "a week ahead" means later, to others earlier. */
const eitherWay = (heard: Heard, found: Found): Understood | null => {
  if (!/\bahead\b/i.test(heard.plain.open)) return null;
  const ways = (['later', 'earlier'] as const).map((usual) => dueOnly(usual)(asLength(heard), found));
  const options = ways.flatMap((way) => (way?.kind === 'reading' ? [{ label: wordsOfIntent(way.reading.intents[0]!, heard.context), intent: way.reading.intents[0]! }] : []));
  const [first] = ways;
  return first?.kind === 'reading' ? question(first.reading.said, 'choice', 'Later or earlier?', { options }) : null;
};

const isShiftOnly = ({ when }: Heard): boolean => when.points.length + when.periods.length === 0 && when.durations.some(({ direction }) => direction !== null);

/** "gym half an hour earlier": the message says nothing else. */
const shiftOnly = (heard: Heard, found: Found): Understood | null => (isShiftOnly(heard) ? dueOnly('later')(heard, found) : null);

/** "make dinner at 7" is a new task unless there is one of that name. */
const orNew =
  (read: Rule['read']): Rule['read'] =>
  (heard, found) => {
    const { points, periods, repeats } = heard.when;
    const understood = points.length + periods.length + repeats.length > 0 || isShiftOnly(heard) ? read(heard, found) : null;
    return understood?.kind === 'reading' ? { kind: 'reading', reading: { ...understood.reading, otherwise: { intent: newTaskOf(heard).intent, offered: false } } } : understood;
  };

const moved = '(?:moved|rescheduled|re-scheduled|postponed|pushed|shifted|delayed|bumped|put off|changed)';

const to = '(?:\\b(?:to|until|till|for|by|on|at|from|as|in|due|is|back|out|forward|off|up|ahead|earlier|later|the)\\b\\s*)*';

/**
 * "another day for the report": moves it later by that much, or by a day where no length is
 * given.
 */
const moreTime = (heard: Heard, found: Found): Understood | null => {
  const [length] = heard.when.durations;
  const shift = length === undefined ? { months: 0, days: 1, minutes: 0 } : { months: length.months, days: length.days, minutes: length.minutes };
  return unsure(() => changed({ ...heard, timed: heard.all }, found, { due: { shift } }, literalTask(heard)))(heard, found);
};

/** Asks for more time for an existing task; tried before "i need …", which begins a new one. */
export const moreTimeCommands: Rule[] = [
  shifting(`(?:(?:i|we)(?:['’]ll| will)?\\s+|can (?:i|we)\\s+|please\\s+)?(?:need|want|have|get|give (?:me|us))(?:\\s+(?:some|an?|bit|little|of|more|extra|time|longer))*\\s+(?:for|with|on|to (?:finish|do|complete))\\s+${T}`, (heard, found) => (/\b(?:more|another|extra|longer)\b/i.test(heard.plain.open) ? moreTime(heard, found) : null)),
];

/** Moves a task to another time, the narrower rules first. */
export const dueCommands: Rule[] = [
  shifting(`(?:set|change|update|move|make|edit)\\s+(?:the\\s+)?(?:due\\s*)?(?:dates?|times?|deadlines?|due)\\s+(?:of|for|on)\\s+${T}\\s*${to}`, due('later')),
  shifting(`(?:bring|pull|move)\\s+(?:forward|up|ahead|earlier)\\s+${O}\\s*${to}`, due('earlier')),
  shifting(`(?:bring|pull)\\s+${T}\\s+(?:forward|up|ahead|earlier)\\s*${to}`, due('earlier')),
  shifting(`(?:move|shift|push)\\s+${T}(?:\\s+ahead)?\\s*`, eitherWay),
  shifting(`move\\s+${T}\\s+(?:up|earlier)\\s*${to}`, due('earlier')),
  shifting(`(?:push|put|move|shift)\\s+(?:back|off|out|on)\\s+${O}\\s*${to}`, due('later')),
  shifting(`(?:push|bump)\\s+${O}\\s*${to}`, due('later', true)),
  shifting(`(?:move|reschedule|re-schedule|postpone|shift|delay|defer)\\s+${O}\\s*${to}`, due('later', true)),
  shifting(`put\\s+${T}\\s+(?:off|back|on|to|until|till)\\s*${to}`, dueOnly('later')),
  shifting(`(?:set|make|change|schedule)\\s+(?!up\\b)${T}\\s+(?:due|to|for|until|till|by)\\s*${to}`, dueOnly('later')),
  shifting(`(?:set|make|change|schedule)\\s+(?!up\\b)${T}`, orNew(dueOnly('later'))),
  shifting(`(?:change|set|reschedule)\\s+(?<task>it|that|this|that one|this one)`, dueOnly('later')),
  shifting(`${T}\\s+(?:(?:has|have|had)?\\s*(?:just\\s+)?(?:called|rang|phoned|wrote|texted|emailed|messaged)(?:\\s+and)?\\s+|(?:has|have)\\s+)?${moved}\\s+(?:it|us|me|that|this|(?:the|my) (?:appointment|meeting|date))\\s*${to}`, unsure(dueOnly('later'))),
  shifting(`${T}\\s+(?:(?:is|are|was|were|got|gets|has been|have been|had to be)\\s+)?(?:now\\s+)?brought forward\\s*${to}`, dueOnly('earlier')),
  shifting(`${T}\\s+(?:(?:is|are|was|were|got|gets|has been|have been|had to be)\\s+)?(?:now\\s+)?${moved}\\s*${to}`, dueOnly('later')),
  shifting(`${T}\\s+can wait\\s*${to}`, unsure(dueOnly('later'))),
  shifting(`${T}(?:\\s*[:,–-]\\s*|\\s+)(?:the\\s+|its\\s+)?(?:new\\s+)?(?:deadline|due date|date|time)(?:\\s+(?:is|now|has moved))*\\s*:?\\s*${to}`, unsure(dueOnly('later'))),
  shifting(`(?:extend|swap|switch)\\s+${T}\\s*${to}`, unsure(dueOnly('later'))),
  shifting(`${T}\\s+(?:is|are)\\s+(?:now\\s+)?(?:due|on|at|by|moved to|postponed to)?\\s*${to}(?:,?\\s*(?:and\\s+)?not\\s+(?:at\\s+|on\\s+)?[\\p{L}\\p{N}:.]+)?(?:\\s*\\bnow)?`, dueOnly('later')),
  shifting(`${T}\\s*(?:[-=–]+>|→)\\s*${to}`, dueOnly('later')),
  shifting(`${T}\\s+should\\s+(?:now\\s+)?be\\s*${to}`, unsure(dueOnly('later'))),
  shifting(`${T}\\s+(?:needs to|has to|must|should)\\s+be\\s+(?:done|finished|completed|ready|moved|due)\\s*${to}`, dueOnly('later')),
  shifting(`(?:(?:can|could|shall|should) (?:we|i)|let['’]?s)\\s+(?:do|have|make|move)\\s+${T}\\s*(?:instead|rather)?`, unsure(dueOnly('later'))),
  shifting(`${T}\\s+instead(?:\\s+of.*)?`, dueOnly('later')),
  shifting(`${T}\\s*(?:earlier|later)?`, shiftOnly),
];
