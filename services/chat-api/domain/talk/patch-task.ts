import type { Reminder, Task } from '#contracts/task';
import { morning } from '#contracts/morning';
import { addDays, isAllDay, toDueDate, toDueLocal } from '../due.ts';
import { firstFrom } from './first-date.ts';
import type { TaskPatch } from '../task-input.ts';
import type { ChatPatch, CreateIntent, DuePatch } from './intents.ts';
import { settleHalf } from './near-half.ts';
import type { Reader } from './say-when.ts';

type Due = Pick<Task, 'due_local' | 'time_zone'>;

const nextAt = (time: string, { now, time_zone }: Reader): string => {
  const local = toDueLocal(now, time_zone);
  const day = local.slice(0, 10);
  return `${day}T${time}` > local ? `${day}T${time}` : `${addDays(day, 1)}T${time}`;
};

const shifted = ({ months, days, minutes }: { months: number; days: number; minutes: number }, due: Due, reader: Reader): string => {
  const from = due.due_local ?? toDueLocal(reader.now, due.time_zone);
  const time = isAllDay(from) && minutes !== 0 ? `${from}T${morning}` : from;
  const moved = Temporal.PlainDateTime.from(time).add({ months, days });
  if (isAllDay(time)) return moved.toPlainDate().toString();
  // Hours are exact: where the clocks change, the wall clock moves by a different number of
  // them.
  const instant = moved.toZonedDateTime(due.time_zone).add({ minutes });
  return instant.toPlainDateTime().toString({ smallestUnit: 'minute' });
};

const keptDay = ({ due_local }: Due): string | null => due_local?.slice(0, 10) ?? null;
const keptTime = ({ due_local }: Due): string | null => (due_local === null || isAllDay(due_local) ? null : due_local.slice(11));

const dueFrom = (said: DuePatch, due: Due, reader: Reader): string | null => {
  const patch = settleHalf(said, due);
  if ('shift' in patch) return shifted(patch.shift, due, reader);
  const [day, time] = [patch.day ?? keptDay(due), patch.time ?? keptTime(due)];
  if (time === null) return day;
  return day === null ? nextAt(time, reader) : `${day}T${time}`;
};

type Wish = NonNullable<ChatPatch['remind']>[number];

const remindOf = (wish: Wish, { due_local, time_zone }: Due, { now }: Reader): Reminder => {
  switch (wish.how) {
    case 'before':
      return { minutes_before: wish.minutes };
    case 'in':
      return { at: new Date(Date.parse(now) + wish.minutes * 60_000).toISOString() };
    case 'at':
      return { at: toDueDate(wish.due_local, time_zone) };
    default: {
      const day = due_local?.slice(0, 10) ?? toDueLocal(now, time_zone).slice(0, 10);
      return { at: toDueDate(`${addDays(day, -wish.days_before)}T${wish.time}`, time_zone) };
    }
  }
};

/** The reminders that were asked for, for a task with this due time. */
export const remindersOf = (wishes: ChatPatch['remind'], due: Due, reader: Reader): Reminder[] | null => wishes?.map((wish) => remindOf(wish, due, reader)) ?? null;

const repeatOf = (repeat: NonNullable<ChatPatch['repeat']>, { due_local }: Due): Partial<TaskPatch> => {
  const time = repeat.time_given || due_local === null || isAllDay(due_local) ? repeat.due_local.slice(10) : due_local.slice(10);
  const keeps = !repeat.start_given && due_local !== null;
  // Keeps the task's own date if the rule has it; else takes the first date of the rule.
  const day = keeps ? firstFrom(repeat.rule, due_local.slice(0, 10)) : repeat.due_local.slice(0, 10);
  return { recurrence: repeat.rule, recurrence_mode: repeat.mode, due_local: `${day}${time}` };
};

const tagsOf = ({ add_tags = [], remove_tags = [] }: ChatPatch, tags: readonly string[], same: (a: string, b: string) => boolean): string[] => {
  const kept = tags.filter((tag) => !remove_tags.some((other) => same(tag, other)));
  return [...kept, ...add_tags.filter((tag) => !kept.some((other) => same(tag, other)))];
};

const noteOf = (note: string | null, before: string | null): string | null => (note === null ? null : before === null || before === '' ? note : `${before}\n${note}`);

const dueFields = ({ due, repeat }: ChatPatch, task: Task, reader: Reader): Partial<TaskPatch> => {
  if (repeat != null) return repeatOf(repeat, task);
  if (due === undefined) return repeat === null ? { recurrence: null } : {};
  // Nothing can repeat without a date.
  if (due === null) return { due_local: null, ...(task.recurrence !== null && { recurrence: null }) };
  return { due_local: dueFrom(due, task, reader) };
};

const givenFields = ({ title, priority, status }: ChatPatch): Partial<TaskPatch> => ({
  ...(title !== undefined && { title }),
  ...(priority !== undefined && { priority }),
  ...(status !== undefined && { status }),
});

/** A change as it was said, completed from what the task has. */
export const patchTask = (said: ChatPatch, task: Task, reader: Reader, same: (a: string, b: string) => boolean): TaskPatch => {
  const due = dueFields(said, task, reader);
  const local = { due_local: due.due_local ?? task.due_local, time_zone: task.time_zone };
  return {
    ...givenFields(said),
    ...due,
    ...(said.note !== undefined && { description: noteOf(said.note, task.description) }),
    ...(said.remind !== undefined && { reminders: remindersOf(said.remind, local, reader) }),
    ...((said.add_tags ?? said.remove_tags) !== undefined && { tags: tagsOf(said, task.tags, same) }),
  };
};

/** What a new task is made of. */
export const inputOf = ({ title, description, due_local, tags, priority, recurrence, recurrence_mode, remind }: CreateIntent, reader: Reader) => ({
  title,
  description,
  due_local,
  tags,
  recurrence,
  recurrence_mode,
  ...(priority !== null && { priority }),
  reminders: remindersOf(remind, { due_local, time_zone: reader.time_zone }, reader),
});
