import type { Task } from '#contracts/task';
import type { DuePatch, Intent, SingleIntent } from './intents.ts';

const halfDay = 12 * 60;
/** Later hours of the evening are said as such. */
const latest = 21 * 60;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const asTime = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** A time in the half of the day that is nearer to another; as it is, where both are as near. */
const nearer = (time: string, to: string): string => {
  const [said, own] = [minutesOf(time), minutesOf(to)];
  const other = (said + halfDay) % (2 * halfDay);
  return asTime(other <= latest && Math.abs(other - own) < Math.abs(said - own) ? other : said);
};

/** A new due time as it is for a task that is due then. */
export const settleHalf = (due: DuePatch, { due_local }: Pick<Task, 'due_local'>): DuePatch => {
  if (!('time' in due) || due.near !== true) return due;
  const own = due_local?.slice(11) ?? '';
  return { day: due.day, time: due.time === null || own === '' ? due.time : nearer(due.time, own) };
};

const settled = <I extends SingleIntent>(intent: I, settle: (due: DuePatch) => DuePatch): I =>
  intent.kind === 'change' && intent.patch.due != null ? { ...intent, patch: { ...intent.patch, due: settle(intent.patch.due) } } : intent;

/** A wish as it is for one task: what is said of it is what it does. */
export const settleFor = <I extends SingleIntent>(intent: I, task: Pick<Task, 'due_local'>): I => settled(intent, (due) => settleHalf(due, task));

/** An answer does what its label says, whatever the task has by then. */
export const asLabelled = (intent: Intent): Intent => {
  if (intent.kind === 'several') return { ...intent, intents: intent.intents.map((one) => settleFor(one, { due_local: null })) };
  return intent.kind === 'instead' ? { ...intent, intent: settleFor(intent.intent, { due_local: null }) } : settleFor(intent, { due_local: null });
};
