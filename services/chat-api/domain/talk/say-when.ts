import { addDays, isAllDay, toDueDate, toDueLocal } from '../due.ts';

/** The zone and present moment of the person who reads this. */
export interface Reader {
  now: string;
  time_zone: string;
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sun 22 Nov`, with the year unless it is this year. */
export const sayFullDay = (day: string, today: string): string => {
  const date = new Date(`${day}T00:00Z`);
  const year = day.slice(0, 4) === today.slice(0, 4) ? '' : ` ${day.slice(0, 4)}`;
  return `${weekdays[date.getUTCDay()]} ${date.getUTCDate()} ${months[date.getUTCMonth()]}${year}`;
};

/**
 * A local date as a person would say it: today, tomorrow, `Sun 22 Nov`, with the year if it
 * is another.
 */
export const sayDay = (day: string, { now, time_zone }: Reader): string => {
  const today = toDueLocal(now, time_zone).slice(0, 10);
  const near: Record<string, string> = { [addDays(today, -1)]: 'yesterday', [today]: 'today', [addDays(today, 1)]: 'tomorrow' };
  return near[day] ?? sayFullDay(day, today);
};

/**
 * A due time as a person would say it: `tomorrow 09:00`; names its zone only if it is not
 * theirs.
 */
export const sayDue = (due_local: string, zone: string, reader: Reader): string => {
  const where = zone === reader.time_zone ? '' : ` (${zone})`;
  if (isAllDay(due_local)) return `${sayDay(due_local, reader)}${where}`;
  const shown = toDueLocal(toDueDate(due_local, zone), zone);
  return `${sayDay(shown.slice(0, 10), reader)} ${shown.slice(11)}${where}`;
};

/** An instant as the person's own clock shows it. */
export const sayInstant = (instant: string, reader: Reader): string => sayDue(toDueLocal(instant, reader.time_zone), reader.time_zone, reader);
