import type { Task } from '#contracts/task';
import type { DuePatch, Intent, SingleIntent } from './intents.ts';

const halfDay = 12 * 60;
/** For a later hour of the evening people say "pm". */
const latest = 21 * 60;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const asTime = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/**
 * A time in whichever half of the day is nearer to another time; unchanged if both are
 * equally near.
 */
const nearer = (time: string, to: string): string => {
  const [said, own] = [minutesOf(time), minutesOf(to)];
  const other = (said + halfDay) % (2 * halfDay);
  return asTime(other <= latest && Math.abs(other - own) < Math.abs(said - own) ? other : said);
};

/** A new due time, settled for the task's present due time. */
export const settleHalf = (due: DuePatch, { due_local }: Pick<Task, 'due_local'>): DuePatch => {
  if (!('time' in due) || due.near !== true) return due;
  const own = due_local?.slice(11) ?? '';
  return { day: due.day, time: due.time === null || own === '' ? due.time : nearer(due.time, own) };
};

const settled = <I extends SingleIntent>(intent: I, settle: (due: DuePatch) => DuePatch): I =>
  intent.kind === 'change' && intent.patch.due != null ? { ...intent, patch: { ...intent.patch, due: settle(intent.patch.due) } } : intent;

/** A wish, settled for one task, so that the reply and the act agree. */
export const settleFor = <I extends SingleIntent>(intent: I, task: Pick<Task, 'due_local'>): I => settled(intent, (due) => settleHalf(due, task));

/**
 * Settles an option without a task's time: it does what its label says, whatever the task
 * has by then.
 */
export const asLabelled = (intent: Intent): Intent => {
  if (intent.kind === 'several') return { ...intent, intents: intent.intents.map((one) => settleFor(one, { due_local: null })) };
  return intent.kind === 'instead' ? { ...intent, intent: settleFor(intent.intent, { due_local: null }) } : settleFor(intent, { due_local: null });
};
