import { changed, O, shifting, T } from './change-rules.ts';
import { targetOf } from './commands-task.ts';
import type { ChatPatch } from './intents.ts';
import type { Found } from './match.ts';
import { literalTask, newTaskOf } from './read-new.ts';
import { duePatchOf, repeatPatchOf } from './read-when.ts';
import { question, type Heard, type Rule, type Understood } from './reading.ts';
import { wordsOfIntent } from './words.ts';

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

/** "make dinner at 7" is a task as soon as there is none of that name. */
const orNew =
  (read: Rule['read']): Rule['read'] =>
  (heard, found) => {
    const { points, periods, repeats } = heard.when;
    const understood = points.length + periods.length + repeats.length > 0 || isShift(heard) ? read(heard, found) : null;
    return understood?.kind === 'reading' ? { kind: 'reading', reading: { ...understood.reading, otherwise: { intent: newTaskOf(heard).intent, offered: false } } } : understood;
  };

const to = '(?:(?:to|until|till|for|by|on|at|from|as|in|due|is|back|out|forward|off|up|ahead|earlier|later|the)\\s*)*';

/** Moving a task to another time, the narrower first. */
export const dueCommands: Rule[] = [
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
];
