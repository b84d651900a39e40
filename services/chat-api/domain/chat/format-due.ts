import { isAllDay, toDueDate, toDueLocal } from '../due.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A local date as people write it: `Sun 22 Nov 2026`. */
export const formatDay = (day: string): string => {
  const date = new Date(`${day.slice(0, 10)}T00:00Z`);
  return `${weekdays[date.getUTCDay()]} ${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
};

/** A due time with its absolute date and zone, as the clock will show it: `Sun 22 Nov 2026, 09:00 (Europe/Berlin)`. */
export const formatDue = (due_local: string, time_zone: string): string => {
  if (isAllDay(due_local)) return `${formatDay(due_local)} (${time_zone})`;
  const shown = toDueLocal(toDueDate(due_local, time_zone), time_zone);
  return `${formatDay(shown)}, ${shown.slice(11)} (${time_zone})`;
};
