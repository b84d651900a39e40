import type { Task } from '#contracts/task';
import { isAllDay } from '../due.ts';
import type { TaskPatch } from '../task-input.ts';
import type { ChatPatch, DuePatch } from './intent.ts';

const nextAt = (time: string, today: string): string => {
  const day = today.slice(0, 10);
  if (`${day}T${time}` > today) return `${day}T${time}`;
  return `${new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)}T${time}`;
};

const dueFrom = ({ day, time }: DuePatch, { due_local }: Task, today: string): string | null => {
  if (day === null) return time === null ? due_local : due_local === null ? nextAt(time, today) : `${due_local.slice(0, 10)}T${time}`;
  const kept = time ?? (due_local === null || isAllDay(due_local) ? null : due_local.slice(11));
  return kept === null ? day : `${day}T${kept}`;
};

/** A change as it was said, completed by what the task has; `today` is the present local date-time. */
export const patchFromChat = (said: ChatPatch, task: Task, today: string): TaskPatch => {
  const { due, add_tags, remove_tags, ...plain } = said;
  const dropped = (remove_tags ?? []).map((tag) => tag.toLowerCase());
  const tags = [...task.tags.filter((tag) => !dropped.includes(tag.toLowerCase())), ...(add_tags ?? [])];
  return {
    ...plain,
    ...(due === undefined ? {} : { due_local: due === null ? null : dueFrom(due, task, today) }),
    ...(add_tags === undefined && remove_tags === undefined ? {} : { tags: [...new Set(tags)] }),
  };
};
