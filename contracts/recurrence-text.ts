const units: Record<string, string> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' };
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const workdays = 'MO,TU,WE,TH,FR';

const list = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

const ordinal = (n: number): string => {
  const ending = n % 100 > 10 && n % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
};

/** Counted from the start; from the end when negative. */
const nth = (n: number): string => {
  if (n > 0) return ordinal(n);
  return n === -1 ? 'last' : `${ordinal(-n)} to last`;
};

const fromStartToEnd = (a: number, b: number): number => (a > 0) === (b > 0) ? a - b : b - a;

const numbers = (text: string): number[] => [...new Set(text.split(',').map(Number))].sort(fromStartToEnd);

interface Weekday {
  /** 0: each of them. */
  n: number;
  day: number;
}

const readWeekdays = (text: string): Weekday[] => {
  const read = [...new Set(text.split(',').map((entry) => entry.replace('+', '')))];
  return read.map((entry) => ({ n: Number(entry.slice(0, -2)), day: weekdays.indexOf(entry.slice(-2)) })).sort((a, b) => a.day - b.day || fromStartToEnd(a.n, b.n));
};

const isWorkdays = (days: readonly Weekday[]): boolean => days.map(({ n, day }) => `${n === 0 ? '' : n}${weekdays[day]}`).join(',') === workdays;

const named = ({ n, day }: Weekday, each: string): string => (n === 0 ? `${each} ${weekdayNames[day]}` : `the ${nth(n)} ${weekdayNames[day]}`);

type Rule = ReadonlyMap<string, string>;

const weekly = (rule: Rule, every: string): string => {
  const text = rule.get('BYDAY');
  if (text === undefined) return every;
  const days = readWeekdays(text);
  const names = list(days.map(({ day }) => weekdayNames[day]!));
  if (every === 'every week') return isWorkdays(days) ? 'every weekday' : `every ${names}`;
  return `${every} on ${isWorkdays(days) ? 'weekdays' : names}`;
};

const monthDays = (text: string, rule: Rule): string => {
  const names = list(numbers(text).map((n) => (n > 0 ? `the ${nth(n)}` : `the ${nth(n)} day`)));
  return rule.get('FREQ') === 'YEARLY' && !rule.has('BYMONTH') ? `${names} of each month` : names;
};

const nthWeekdays = (days: readonly Weekday[], rule: Rule): string => {
  const ofYear = rule.get('FREQ') === 'YEARLY' && !rule.has('BYMONTH') && days.some(({ n }) => n !== 0);
  return `${list(days.map((day) => named(day, 'every')))}${ofYear ? ' of the year' : ''}`;
};

/**
 * Which days of a month: a day of the month, weekdays, or days of the month that fall on
 * those weekdays.
 */
const dayWords = (rule: Rule): string => {
  const days = rule.has('BYDAY') ? readWeekdays(rule.get('BYDAY')!) : [];
  const dates = rule.get('BYMONTHDAY');
  if (dates === undefined) return days.length === 0 ? '' : ` on ${nthWeekdays(days, rule)}`;
  const condition = list(days.map((day) => named(day, 'a')), 'or');
  return ` on ${monthDays(dates, rule)}${condition === '' ? '' : `, if that is ${condition}`}`;
};

const monthly = (rule: Rule, every: string): string => {
  const months = rule.has('BYMONTH') ? ` in ${list(numbers(rule.get('BYMONTH')!).map((n) => monthNames[n - 1]!))}` : '';
  if (!rule.has('BYSETPOS')) return `${every}${months}${dayWords(rule)}`;
  const positions = list(numbers(rule.get('BYSETPOS')!).map((n) => `the ${nth(n)}`));
  const ofWorkdays = rule.has('BYDAY') && !rule.has('BYMONTHDAY') && isWorkdays(readWeekdays(rule.get('BYDAY')!));
  return ofWorkdays ? `${every}${months} on ${positions} weekday` : `${every}${months}${dayWords(rule)}, only ${positions} of these`;
};

const lastDay = (until: string): string => {
  const [, year, month, day, time = '235959', zulu] = /^(\d{4})(\d{2})(\d{2})(?:T(\d{6})(Z)?)?/.exec(until)!;
  const date = `${Number(day)} ${monthNames[Number(month) - 1]} ${year}`;
  if (time === '235959' && zulu === undefined) return date;
  return `${date}, ${time.slice(0, 2)}:${time.slice(2, 4)}${time.endsWith('00') ? '' : `:${time.slice(4)}`}${zulu === undefined ? '' : ' UTC'}`;
};

const ending = (rule: Rule): string => {
  if (rule.has('UNTIL')) return `, until ${lastDay(rule.get('UNTIL')!)}`;
  const count = rule.get('COUNT');
  if (count === undefined) return '';
  return count === '1' ? ', once' : `, ${count} times`;
};

/**
 * How a task repeats, in words such as `every Monday and Thursday`; takes every rule that
 * the API accepts.
 */
export const describeRecurrence = (text: string): string => {
  const rule: Rule = new Map(text.split(';').map((part) => part.split('=') as [string, string]));
  const frequency = rule.get('FREQ') ?? '';
  const interval = Number(rule.get('INTERVAL') ?? 1);
  const every = interval === 1 ? `every ${units[frequency]}` : `every ${interval} ${units[frequency]}s`;
  const days = frequency === 'WEEKLY' ? weekly(rule, every) : monthly(rule, every);
  // The first day of the week decides which weeks are left out.
  const weeks = frequency === 'WEEKLY' && interval > 1 && rule.get('WKST') === 'SU' ? ', weeks from Sunday' : '';
  return `${days}${weeks}${ending(rule)}`;
};
