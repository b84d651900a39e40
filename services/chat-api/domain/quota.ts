import type { Task } from '#contracts/task';

/** The size of a user's tasks, or its limit. */
export interface Room {
  tasks: number;
  bytes: number;
}

/** The bytes of a task's texts, as the database counts them. */
const bytesOf = ({ title, description, tags }: Task): number =>
  [title, description ?? '', ...tags].reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/**
 * The size of a user's tasks after a change of one of them; null stands for a task that is
 * new or deleted.
 */
export const roomAfter = (taken: Room, before: Task | null, after: Task | null): Room => ({
  tasks: taken.tasks + (after === null ? 0 : 1) - (before === null ? 0 : 1),
  bytes: taken.bytes + (after === null ? 0 : bytesOf(after)) - (before === null ? 0 : bytesOf(before)),
});

const mebibyte = 1024 * 1024;

/** Why a change exceeds a user's quota; null when it fits or frees space. */
export const overQuota = (before: Room, after: Room, quota: Room): string | null => {
  if (after.tasks > before.tasks && after.tasks > quota.tasks) return `a user may have ${quota.tasks} tasks: delete some that are done`;
  if (after.bytes > before.bytes && after.bytes > quota.bytes) return `the texts of a user's tasks may take ${Math.round(quota.bytes / mebibyte)} MiB: delete or shorten some`;
  return null;
};
