import type { Now } from '../time/day.ts';
import type { Task } from '../types.ts';

/** The parts of the list, in their order. */
export const sections = ['overdue', 'today', 'tomorrow', 'week', 'later', 'none', 'done'] as const;
export type Section = (typeof sections)[number];

/** The names of the parts. */
export const sectionNames: Record<Section, string> = {
  overdue: 'Overdue', today: 'Today', tomorrow: 'Tomorrow', week: 'This week', later: 'Later', none: 'No date', done: 'Done',
};

type Dated = Pick<Task, 'status' | 'due_local' | 'due_date'>;

const byDate = (date: string, { today, tomorrow, nextWeek }: Now): Section => {
  if (date < today) return 'overdue';
  if (date === today) return 'today';
  if (date === tomorrow) return 'tomorrow';
  return date < nextWeek ? 'week' : 'later';
};

const byInstant = (at: string, { instant, starts }: Now): Section => {
  if (at < instant) return 'overdue';
  if (at < starts.tomorrow) return 'today';
  if (at < starts.afterTomorrow) return 'tomorrow';
  return at < starts.nextWeek ? 'week' : 'later';
};

/**
 * The part that a task belongs to; a task due on a whole day is overdue when that day has
 * passed.
 */
export const sectionOf = ({ status, due_local, due_date }: Dated, now: Now): Section => {
  if (status === 'DONE') return 'done';
  if (due_local === null || due_date === null) return 'none';
  return due_local.includes('T') ? byInstant(due_date, now) : byDate(due_local, now);
};

const newest = (a: Task, b: Task): number => (a.id < b.id ? 1 : -1);

/**
 * The order of open tasks, as the server sorts them: by date, those without one last, then
 * the newest first.
 */
export const byDue = (a: Pick<Task, 'due_date' | 'id'>, b: Pick<Task, 'due_date' | 'id'>): number => {
  if (a.due_date === b.due_date) return a.id < b.id ? 1 : Number(a.id > b.id) * -1;
  if (a.due_date === null) return 1;
  if (b.due_date === null) return -1;
  return a.due_date < b.due_date ? -1 : 1;
};

const byEnd = (a: Task, b: Task): number => {
  if (a.completed_at === b.completed_at) return newest(a, b);
  return (a.completed_at ?? '') < (b.completed_at ?? '') ? 1 : -1;
};

/** The tasks in their parts, each in its order. */
export const intoSections = (tasks: Iterable<Task>, now: Now): Record<Section, Task[]> => {
  const parts = Object.fromEntries(sections.map((section) => [section, [] as Task[]])) as Record<Section, Task[]>;
  for (const task of tasks) parts[sectionOf(task, now)].push(task);
  for (const section of sections) parts[section].sort(section === 'done' ? byEnd : byDue);
  return parts;
};
