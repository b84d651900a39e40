import { targetOf } from './commands-task.ts';
import type { CreateIntent, SingleIntent } from './intents.ts';
import { claimFound, phrase, written, type Found } from './match.ts';
import { afterNow } from '../when/resolve.ts';
import { literalTask, newTaskOf } from './read-new.ts';
import { question, reading, type Heard, type Rule, type Understood } from './reading.ts';
import type { When } from './read-when.ts';
import type { Said } from './said.ts';
import { startsWithAct } from './task-verbs.ts';
import { wordsOfIntent } from './words.ts';

/** A task with no time of its own takes the time of its reminder. */
const dueFromReminder = ({ points, repeats, reminds }: When, made: CreateIntent): CreateIntent => {
  const [at] = reminds;
  if (points.length === 0 && repeats.length === 0 && at?.how === 'at') return { ...made, due_local: at.due_local, remind: [{ how: 'before', minutes: 0 }] };
  const timed = made.due_local?.includes('T') === true;
  return made.remind !== null || !timed ? made : { ...made, remind: [{ how: 'before', minutes: 0 }] };
};

const atOf = ({ points: [point], reminds }: When) =>
  reminds.length > 0 || point === undefined ? reminds : [{ how: 'at' as const, due_local: point.due_local }];

const hasOffset = ({ reminds }: When): boolean => reminds.some(({ how }) => how !== 'at');

/**
 * A reminder of something that is named: of the task of that name, or of a new one if there
 * is none.
 */
const ofNamed = (heard: Heard, said: Said, wish: SingleIntent, { made, isNew }: { made: CreateIntent; isNew: boolean }): Understood => {
  const offset = hasOffset(heard.when);
  if (isNew && !offset) return reading(said, [made]);
  if (atOf(heard.when).length === 0) return reading(said, [wish], { otherwise: { intent: made, offered: false }, asksWhen: 'When shall I remind you?' });
  return reading(said, [wish], { otherwise: { intent: made, offered: offset && made.due_local === null } });
};

/** A reminder of an existing task, or a new task whose purpose is the reminder. */
const remind =
  (isNew: boolean) =>
  (heard: Heard, found: Found): Understood => {
    const { said, intent } = newTaskOf(heard, claimFound(heard.timed, found, 'remind'));
    const { target } = targetOf({ ...heard, when: { ...heard.when, points: [] } }, found, 'remind');
    const wish: SingleIntent = { kind: 'change', target: target.by === 'nothing' ? { by: 'spoken' } : target, patch: { remind: atOf(heard.when) } };
    if (target.by === 'title') return ofNamed(heard, said, wish, { made: dueFromReminder(heard.when, intent), isNew });
    return atOf(heard.when).length === 0 ? question(said, 'when', 'When shall I remind you?', { pending: wish }) : reading(said, [wish]);
  };

/** "when the rent is due". */
const atItsTime = (heard: Heard, found: Found): Understood => {
  const { said, target } = targetOf(heard, found, 'remind');
  const made = literalTask(heard);
  return reading(said, [{ kind: 'change', target, patch: { remind: [{ how: 'before', minutes: 0 }] } }], { otherwise: made === null ? undefined : { intent: made, offered: true } });
};

const T = '(?<task>.*?)';
/** "when i get home": an occasion that has no time on a clock. */
const atNoTime = (heard: Heard, found: Found): Understood => {
  const title = written(heard.plain, found.parts['task']);
  const made: CreateIntent = { ...newTaskOf(heard).intent, title: title.replace(/[\s.!?]+$/, '') };
  return question(claimFound(heard.timed, found, 'remind'), 'choice', 'I cannot tell when that is. Say a time, such as “remind me at 18:00 to …”.', { options: [{ label: wordsOfIntent(made, heard.context), intent: made }] });
};

const isTimeless = ({ points, reminds, repeats, periods, durations }: When): boolean => [points, reminds, repeats, periods, durations].every(({ length }) => length === 0);

const begins = '(?:is due|are due|is|are|starts?|begins?|comes up|takes place|happens|kicks off)';
const of = '(?:about|abt|of|for)';
const me = '(?:remind\\s*me|(?:remind|rmd|rmnd|notify|alert|ping|nudge|reminder)\\b(?:\\s+(?:me|us))?)';

const rule = (source: string, read: Rule['read']): Rule => ({ on: 'timed', pattern: phrase(source), read });

/** "set a timer for 10 minutes". */
const timer = (heard: Heard, found: Found): Understood | null => {
  const { when: { durations: [length], points }, context } = heard;
  if (length === undefined || points.length > 0) return null;
  const due_local = afterNow(length, context);
  const { said, intent } = newTaskOf({ ...heard, when: { ...heard.when, durations: [] } }, claimFound(heard.all, found, 'remind'));
  return reading(said, [{ ...intent, title: found.parts['task'] === undefined ? 'timer' : intent.title, due_local, remind: [{ how: 'before', minutes: 0 }] }]);
};

/** All commands about reminders. */
export const remindCommands: Rule[] = [
  { on: 'all', pattern: phrase('(?:(?:set|start)(?:\\s+me)?\\s+)?(?:an?\\s+|the\\s+)?(?:timer|countdown)(?:\\s+(?:to|for)\\s+(?<task>.+?))?'), read: timer },
  rule(`(?:no(?: more)?|remove|delete|clear|cancel|turn off|stop)\\s+(?:all\\s+|the\\s+|my\\s+)*reminders?\\s+(?:of|for|about|from|on)\\s+(?<task>.+?)`, (heard, found) => {
    const { said, target } = targetOf(heard, found, 'no reminders');
    return reading(said, [{ kind: 'change', target, patch: { remind: [] } }]);
  }),
  rule(`(?:do ?n['’]?t|do not)\\s+remind me\\s+${of}\\s+(?<task>.+?)`, (heard, found) => {
    const { said, target } = targetOf(heard, found, 'no reminders');
    return reading(said, [{ kind: 'change', target, patch: { remind: [] } }]);
  }),
  rule(`${me}\\s+when\\s+${T}\\s+${begins}`, atItsTime),
  rule(`${me}\\s+(?:when|once|after|before|as soon as|whenever|while|on (?:my|the) way)\\s+.+?\\s+to\\s+(?<task>.+?)`, atNoTime),
  rule(`${me}(?:\\s+${of})?\\s+(?<task>.+?)\\s+${begins}`, (heard, found) => (hasOffset(heard.when) ? remind(false)(heard, found) : null)),
  rule(`${me}\\s+(?:to|that(?:\\s+i\\s+(?:need|have|must)(?:\\s+to)?)?|i\\s+(?:need|have|must)(?:\\s+to)?)\\s+(?<task>.+?)`, remind(true)),
  rule(`(?:no(?: more)?|stop|turn off|cancel|mute)\\s+(?:the\\s+|my\\s+|all\\s+)*(?<task>(?!reminders?\\b).+?)\\s+reminders?`, (heard, found) => {
    const { said, target } = targetOf(heard, found, 'no reminders');
    return reading(said, [{ kind: 'change', target, patch: { remind: [] } }]);
  }),
  rule(`${me}(?:\\s+(?:to|${of}))?\\s+(?<task>.+?)\\s+(?:when|once|as soon as|whenever|next time)\\s+(?:i|we|im|i['’]m|he|she|they|it|the|you|my)\\b.*`, (heard, found) => (isTimeless(heard.when) ? atNoTime(heard, found) : null)),
  rule(`${me}\\s+(?:on|at|in|before|after|by|during|until|when|once|whenever)\\s+(?<task>.+?)`, (heard, found) => (isTimeless(heard.when) ? atNoTime(heard, found) : null)),
  rule(`${me}\\s+2\\s+(?<task>.+?)`, (heard, found) => (startsWithAct(written(heard.timed, found.parts['task'])) ? remind(true)(heard, found) : null)),
  rule(`${me}(?:\\s+${of})?\\s*:?\\s*${T}(?:\\s+again)?`, remind(false)),
  rule(`(?:set|create|add|make|give me|i (?:want|need))\\s+(?:up\\s+)?(?:me\\s+)?(?:an?\\s+|another\\s+)?(?:reminder|alarm|alert)\\s*(?:to)\\s+(?<task>.+?)`, remind(true)),
  rule(`(?:set|create|add|make|give me|i (?:want|need))\\s+(?:up\\s+)?(?:me\\s+)?(?:an?\\s+|another\\s+)?(?:reminder|alarm|alert)\\s*(?:(?:for|about|of|on|:)\\s*)?${T}`, remind(false)),
];
