import { morning } from '#contracts/morning';
import type { Amount, Point } from '../when/types.ts';
import { targetOf } from './commands-task.ts';
import { phrase, type Found } from './match.ts';
import { parseNoticeWish } from './parse-notice-wish.ts';
import { question, reading, type Heard, type Rule, type Understood } from './reading.ts';
import { claimRest, textOf } from './said.ts';

const usualSnooze = 60;

/** Settings that another service keeps, to which the chat passes them on. */
export const readSetting = (heard: Heard): Understood | null => {
  const wish = parseNoticeWish(textOf(heard.plain));
  if (wish === null || wish.kind === 'snooze') return null;
  return reading(claimRest(heard.plain, 'command', 'notifications'), [{ kind: 'quiet', hours: wish.kind === 'quiet' ? { from: wish.from, to: wish.to } : null }]);
};

const minutesOf = ({ months, days, minutes }: Amount): number => (months * 30 + days) * 1_440 + minutes;

const [halfDay, wholeDay] = [720, 1_440];

/** "till 8", said in the afternoon, is this evening. */
const ahead = (minutes: number, point: Point | undefined): number => {
  if (minutes > 0 || point === undefined || point.day_given) return Math.max(1, minutes);
  return point.either_half && minutes + halfDay > 0 ? minutes + halfDay : minutes + wholeDay;
};

const minutesUntil = (due_local: string, heard: Heard): number => {
  const at = Date.parse(`${due_local.length > 10 ? due_local : `${due_local}T${morning}`}Z`);
  return ahead(Math.round((at - Date.parse(`${heard.context.now_local}Z`)) / 60_000), heard.when.points[0]);
};

const minutesIn = (heard: Heard): number => {
  const { durations: [duration], points: [point], periods: [period] } = heard.when;
  const until = point?.due_local ?? period?.due_local ?? null;
  if (duration !== undefined) return minutesOf(duration);
  return until === null ? usualSnooze : minutesUntil(until, heard);
};

/** Snoozes the latest reminder, or the reminder of a task that is named. */
const snooze = (heard: Heard, found: Found): Understood => {
  const { said, target } = targetOf({ ...heard, when: { ...heard.when, points: [] } }, found, 'snooze');
  const minutes = minutesIn(heard);
  if (minutes < 1) return question(said, 'when', 'For how long?', { pending: { kind: 'snooze', minutes: usualSnooze } });
  if (target.by === 'nothing' || target.by === 'spoken') return reading(said, [{ kind: 'snooze', minutes }]);
  return reading(said, [{ kind: 'change', target, patch: { remind: [{ how: 'in', minutes }] } }]);
};

const model = (use: boolean) => (heard: Heard): Understood => reading(claimRest(heard.plain, 'command', 'model'), [{ kind: 'model', use }]);

const theModel = '(?:(?:the|a|any|your)\\s+)?(?:language|ai|large language) models?';

/** Commands that snooze, and those about a language model. */
export const settingCommands: Rule[] = [
  { on: 'plain', pattern: phrase(`(?:(?:do ?n['’]?t|do not|never|stop|no longer|quit)\\s+(?:us(?:e|ing)|ask(?:ing)?|let(?:ting)? me use)\\s+${theModel}(?:\\s+(?:any ?more|again))?|(?:turn|switch)\\s+off\\s+${theModel}|no language model)`), read: model(false) },
  { on: 'plain', pattern: phrase(`(?:start\\s+)?(?:us(?:e|ing)|ask(?:ing)?)\\s+${theModel}(?:\\s+(?:again|from now on))?|(?:turn|switch)\\s+on\\s+${theModel}`), read: model(true) },
  { on: 'all', pattern: phrase('(?:remind|ping|nudge|notify|alert)\\s+me\\s+(?:(?:about|of)\\s+(?:it|that|this)\\s+)?(?:again|later|once more)(?:\\s+(?:about|of)\\s+(?:it|that|this))?'), read: snooze },
  { on: 'all', pattern: phrase('snooze(?:\\s+(?:the |my |all )?(?:last |latest )?(?:reminder|notification|alarm))?\\s*(?<task>.*?)\\s*(?:for|until|till|by|to)?'), read: snooze },
];
