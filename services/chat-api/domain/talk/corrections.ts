import { addDays, toDueLocal } from '../due.ts';
import type { Meant, Spoken } from './spoken.ts';
import type { ChatPatch, CreateIntent, DuePatch, Intent, SingleIntent } from './intents.ts';
import { readTimes } from '../when/read-times.ts';
import { minutesOf } from '../when/remind-rules.ts';
import type { Duration } from '../when/types.ts';
import { listThen, timeOnly, withTarget } from './last-act.ts';
import { question, reading, type Heard } from './reading.ts';
import { duePatchOf, repeatPatchOf } from './read-when.ts';
import { bareName } from './target.ts';
import { claimAll, hearOnce, isBare, plainTask, understand } from './understand.ts';
import type { Conversation } from './conversation.ts';
import { isHalfAlone, otherHour } from './other-hour.ts';
import { startsWithAct } from './task-verbs.ts';
import { otherPart } from './other-part.ts';
import { numberWords } from '../when/words.ts';
import { bareWish, changesLast, cut, isChange, referenceOf } from './wishes.ts';
import { wordsOfIntent } from './words.ts';

const correcting = /^\s*(?:(?:no+|nope|not that(?: one)?|not [^,]{1,30},(?: but)?|wrong(?: one)?|wait|sorry|oops|hm+|actually|i mean(?:t)?|i said|rather|make (?:it|that)|change (?:it|that)|correction|better|instead|that was wrong|it(?:'s|’s| is)|or rather|let'?s (?:say|make it))[\s,.!:–-]+)+/i;
/** The same behind it: "11 actually". */
const correctingAtEnd = /[\s,]+(?:actually|rather|i mean|i meant|sorry)[\s.!]*$/i;
const joining = /^\s*(?:and|also|then|ok|okay|plus)[\s,]+(?=make\b)/i;

const earlierBy = (length: Duration | undefined): ChatPatch['remind'] | null => {
  const minutes = length === undefined || length.direction !== null ? null : minutesOf(length);
  return minutes === null ? null : [{ how: 'before', minutes }];
};

/** "no, 3 days before", "make that 1 hour", after a reminder: another reminder, not another day. */
const reminds = ({ when: { reminds: wishes, points, durations: [length] } }: Heard, last: Conversation['last']): ChatPatch['remind'] | null => {
  if (points.length > 0 || last?.intent.kind !== 'change' || last.intent.patch.remind == null) return null;
  return wishes.length > 0 ? wishes : earlierBy(length);
};

const newTime = (heard: Heard, { conversation: { last } }: Spoken): SingleIntent | null => {
  const repeat = repeatPatchOf(heard.when);
  if (repeat !== undefined) return { kind: 'change', target: { by: 'spoken' }, patch: { repeat } };
  const remind = reminds(heard, last);
  if (remind !== null) return { kind: 'change', target: { by: 'spoken' }, patch: { remind } };
  // "not friday, saturday": the last one counts.
  const points = heard.when.points.slice(-1);
  const due = duePatchOf({ ...heard.when, points });
  return due === undefined ? null : { kind: 'change', target: { by: 'spoken' }, patch: { due } };
};

const dueOfLast = (intent: Intent | undefined): string | null => (intent?.kind === 'create' ? intent.due_local : null);

/**
 * "no, 12", about something due in a few minutes: an hour that has passed today means
 * minutes as often as tomorrow.
 */
const askWhichHour = (rest: string, heard: Heard, time: string): Meant => {
  const change = (patch: DuePatch): SingleIntent => ({ kind: 'change', target: { by: 'spoken' }, patch: { due: patch } });
  const { now, time_zone, now_local } = heard.context;
  const inMinutes = toDueLocal(new Date(Date.parse(now) + Number(rest.replace(/\D.*$/, '')) * 60_000).toISOString(), time_zone);
  const intents = [change({ day: inMinutes.slice(0, 10), time: inMinutes.slice(11) }), change({ day: addDays(now_local.slice(0, 10), 1), time })];
  return question(claimAll(heard, 'time'), 'choice', 'When do you mean?', { options: intents.map((intent) => ({ label: wordsOfIntent(intent, heard.context), intent })) });
};

const otherHourOf = (rest: string, heard: Heard, { conversation: { last } }: Spoken): Meant | null => {
  const time = otherHour(rest, last?.intent);
  if (time === null) return null;
  const before = dueOfLast(last?.intent);
  if (before !== null && before > heard.context.now_local && `${before.slice(0, 10)}T${time}` <= heard.context.now_local) return askWhichHour(rest.replace(/^at\s+/i, ''), heard, time);
  return reading(claimAll(heard, 'time'), [{ kind: 'change', target: { by: 'spoken' }, patch: { due: { day: null, time } } }]);
};

const number = /^\d{1,2}(?:[:.]\d\d)?$/;
const numberWord = new RegExp(`^(?:half )?(?:${[...numberWords.keys()].slice(0, 12).join('|')})(?: thirty| fifteen)?$`, 'i');

/** In words it is an hour only after another: "make it two" may be of eggs. */
const isHour = (rest: string, spoken: Spoken): boolean =>
  changesLast(spoken) && (number.test(rest) || (numberWord.test(rest) && dueOfLast(spoken.conversation.last?.intent)?.includes('T') === true));

/** "make it 10": a number alone is an hour if there is something to move. */
const hourOf = (rest: string, spoken: Spoken): Meant | null => {
  const [heard, whole] = [hearOnce(`at ${rest}`, spoken.context), hearOnce(rest, spoken.context)];
  if (heard?.when.points.length !== 1 || whole === null || !isHour(rest, spoken)) return null;
  const intent = newTime(heard, spoken);
  return intent === null ? null : reading(claimAll(whole, 'time'), [intent]);
};

const otherTask = (rest: string, heard: Heard, { conversation: { last } }: Spoken): Meant | null => {
  const target = referenceOf(rest) ?? (/^(?:the|my)\s+\S+.*\s(?:one|task)$/i.test(rest) ? ({ by: 'title', text: bareName(rest), literal: rest, due: null } as const) : null);
  const intent = target === null ? null : withTarget(last?.intent, target);
  if (intent === null) return null;
  return last!.changed ? { kind: 'chosen', option: { label: rest, intent: { kind: 'instead', intent } } } : reading(claimAll(heard, 'task'), [intent]);
};

const dueOf = ({ due_local }: CreateIntent) => (due_local === null ? {} : { due: { day: due_local.slice(0, 10), time: due_local.slice(11) || null } });

/**
 * "sorry, the flight", after another task was done: the last act may have been meant for
 * this one.
 */
const otherName = (spoken: Spoken, rest: string): Meant | null => {
  const { last } = spoken.conversation;
  const plain = last?.changed === true && !startsWithAct(rest) ? plainTask(rest, spoken.context) : null;
  const intent = plain === null ? null : withTarget(last?.intent, { by: 'title', text: bareName(rest), literal: rest, due: null });
  if (plain === null || intent === null) return null;
  return question(plain.said, 'choice', 'Shall I take the last act back, and do it to another task?', {
    options: [{ label: `Instead: ${wordsOfIntent(intent, spoken.context)}`, intent: { kind: 'instead', intent } }, { label: wordsOfIntent(plain.made, spoken.context), intent: plain.made }],
  });
};

/** "no, call alice": a new name for the task that was just made, or one more task. */
const otherWords = (spoken: Spoken, rest: string): Meant | null => {
  const { last, spoken: ids } = spoken.conversation;
  const plain = last?.changed === true && last.intent.kind === 'create' ? plainTask(rest, spoken.context) : null;
  if (plain === null || last?.intent.kind !== 'create') return null;
  const renamed: SingleIntent = { kind: 'change', target: { by: 'ids', ids: ids.slice(0, 1) }, patch: { title: plain.made.title, ...dueOf(plain.made) } };
  return question(plain.said, 'choice', 'Shall I change the last task, or add another?', {
    options: [{ label: wordsOfIntent(renamed, spoken.context, [last.intent.title]), intent: renamed }, { label: wordsOfIntent(plain.made, spoken.context), intent: plain.made }],
  });
};

const isLater = (heard: Heard): boolean => heard.when.durations.some(({ direction }) => direction !== null);
const isTimeOfDay = ({ when: { points } }: Heard): boolean => points.length === 1 && (!points[0]!.day_given || (points[0]!.relative && points[0]!.time_given));

/** Whether the last act left open when its task is due, as far as it says. */
const isUndated = (last: Conversation['last']): boolean => {
  if (last?.changed !== true || !isChange(last.intent)) return false;
  return last.intent.kind === 'create' ? last.intent.due_local === null : last.intent.kind === 'copy' || (last.intent.kind === 'change' && last.intent.patch.due === undefined);
};

/**
 * "by friday", "tomorrow morning": more than the name of a day, which could also ask for
 * that day's list.
 */
const isDeadline = ({ when: { points } }: Heard): boolean => points.length === 1 && (points[0]!.bound_given || points[0]!.time_given);

const isTimeFor = (last: Conversation['last'], heard: Heard): boolean => (isTimeOfDay(heard) && isChange(last?.intent)) || (isUndated(last) && isDeadline(heard));

const isOfLast = (heard: Heard, { conversation: { last, spoken } }: Spoken): boolean =>
  spoken.length > 0 && heard.tags.length === 0 && timeOnly(heard.all) && (isLater(heard) || isTimeFor(last, heard));

/** "pm": the half of the day that was meant. */
const bareHalf = (spoken: Spoken): Meant | null => {
  const heard = isHalfAlone(spoken.text) && changesLast(spoken) ? hearOnce(spoken.text, spoken.context) : null;
  return heard === null ? null : otherHourOf(spoken.text, heard, spoken);
};

const due = ({ due_local }: { due_local: string }): DuePatch => ({ day: due_local.slice(0, 10), time: due_local.slice(11) || null });

/** The title of the task that was just made, while it has no time of day. */
const titleWithoutTime = ({ conversation: { last } }: Spoken): string | null =>
  last?.intent.kind === 'create' && last.intent.due_local?.includes('T') !== true ? last.intent.title : null;

/** "tomorrow at 8", after "dinner with Lea": what the title hints at leaves both halves of the day. */
const eitherHalf = (spoken: Spoken): SingleIntent[] => {
  const title = titleWithoutTime(spoken);
  const [one, other] = title === null ? [] : readTimes(`${title} ${spoken.text}`, spoken.context).expressions;
  if (one?.kind !== 'ambiguous' || one.reason !== 'half_of_day' || other !== undefined) return [];
  return one.readings.map((reading): SingleIntent => ({ kind: 'change', target: { by: 'spoken' }, patch: { due: due(reading) } }));
};

/** "a week later", "at 5pm": only a time, for what was just made or moved. */
const bareTime = (spoken: Spoken): Meant | null => {
  const heard = hearOnce(spoken.text, spoken.context);
  if (heard === null || !isOfLast(heard, spoken)) return null;
  const halves = eitherHalf(spoken);
  if (halves.length > 0) return question(claimAll(heard, 'time'), 'choice', 'When do you mean?', { options: halves.map((one) => ({ label: wordsOfIntent(one, spoken.context), intent: one })) });
  const intent = newTime(heard, spoken);
  return intent === null ? null : reading(claimAll(heard, 'time'), [intent]);
};

const otherTime = (heard: Heard, spoken: Spoken): Meant | null => {
  const intent = spoken.conversation.last?.intent.kind === 'list' ? listThen(heard, spoken) : newTime(heard, spoken);
  return intent === null ? null : reading(claimAll(heard, 'time'), [intent]);
};

/** "no, undo that". */
const commandIn = (rest: string, { context }: Spoken): Meant | null => {
  const understood = understand(rest, context);
  if (understood.kind !== 'reading' || isBare(understood)) return null;
  const { intents: [intent], otherwise } = understood.reading;
  return intent?.kind === 'create' || otherwise !== undefined ? null : understood;
};

const notATime = (rest: string, heard: Heard, spoken: Spoken): Meant | null => otherPart(spoken) ?? bareWish({ ...spoken, text: rest }) ?? otherTask(rest, heard, spoken) ?? otherWords(spoken, rest) ?? otherName(spoken, rest) ?? commandIn(rest, spoken);

const readBare = (spoken: Spoken): Meant | null => bareHalf(spoken) ?? bareWish(spoken) ?? bareTime(spoken) ?? otherPart(spoken);

/** "no, friday", "i meant the other one": not what was just done, but something else. */
export const readCorrection = (spoken: Spoken): Meant | null => {
  const said = cut(spoken.text, joining);
  const rest = cut(cut(said, correcting), correctingAtEnd);
  if (rest === said || rest === '') return readBare(spoken);
  const heard = hearOnce(rest, spoken.context);
  if (heard === null) return null;
  const hour = otherHourOf(rest, heard, spoken) ?? hourOf(rest, spoken);
  return hour ?? (timeOnly(heard.all) ? otherTime(heard, spoken) : notATime(rest, heard, spoken));
};
