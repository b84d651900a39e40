import type { Task } from '#contracts/task';

/** An instant of its own belongs to one date of a series; what is counted from the due time holds for each. */
export const remindersOfNext = ({ reminders }: Pick<Task, 'reminders'>): Task['reminders'] => reminders?.filter((reminder) => 'minutes_before' in reminder) ?? null;
