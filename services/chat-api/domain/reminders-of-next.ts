import type { Task } from '#contracts/task';

/**
 * A reminder at an instant belongs to one date of a series; one relative to the due time
 * applies to each.
 */
export const remindersOfNext = ({ reminders }: Pick<Task, 'reminders'>): Task['reminders'] => reminders?.filter((reminder) => 'minutes_before' in reminder) ?? null;
