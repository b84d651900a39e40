import { addDays, startOfDay, toLocalDate } from '../due.ts';
import type { Masked } from './clean-text.ts';
import type { ChatContext, Intent, ListFilter } from './intent.ts';
import { takeMarkers, takeTrailingPriority, toPriority } from './markers.ts';
import { takeDates } from './take-date.ts';

type Range = Pick<ListFilter, 'due_after' | 'due_before'>;

const noise =
  /^(?:my|the|me|all|open|pending|tasks?|to-?dos?|items?|list|due|for|on|with|tagged|by|are|is|do|i|have|has|to|there|of|and|up|what|which|need|should|left|anything|everything|s|that|please)$/i;

const days = (from: string, count: number, zone: string): Range => ({
  due_after: startOfDay(from, zone),
  due_before: startOfDay(addDays(from, count), zone),
});

const daysLeftOfWeek = (date: string): number => 7 - ((new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7);

const daysLeftOfMonth = (date: string): number => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month, 0)).getUTCDate() - day + 1;
};

const periods: [RegExp, (today: string, context: ChatContext) => Range][] = [
  [/\boverdue\b/i, (_, { now }) => ({ due_after: null, due_before: now })],
  [/\bthis week\b/i, (today, { time_zone }) => days(today, daysLeftOfWeek(today), time_zone)],
  [/\bnext week\b/i, (today, { time_zone }) => days(addDays(today, daysLeftOfWeek(today)), 7, time_zone)],
  [/\bthis month\b/i, (today, { time_zone }) => days(today, daysLeftOfMonth(today), time_zone)],
];

const takePeriod = (text: string, context: ChatContext): { text: string; range: Range } => {
  const today = toLocalDate(context.now, context.time_zone);
  const found = periods.find(([pattern]) => pattern.test(text));
  if (found !== undefined) return { text: text.replace(found[0], ' '), range: found[1](today, context) };
  const dated = takeDates(text, context);
  const [first] = dated.meanings;
  if (first === undefined) return { text, range: { due_after: null, due_before: null } };
  return { text: dated.text, range: days(first.day, 1, context.time_zone) };
};

const statuses: [RegExp, ListFilter['status']][] = [
  [/\b(?:done|completed?|finished)\b/i, 'DONE'],
  [/\b(?:in progress|started)\b/i, 'IN_PROGRESS'],
  [/\b(?:all|everything)\b/i, 'all'],
];

const takeStatus = (text: string): { text: string; status: ListFilter['status'] } => {
  const found = statuses.find(([pattern]) => pattern.test(text));
  return found === undefined ? { text, status: 'open' } : { text: text.replace(found[0], ' '), status: found[1] };
};

const takePriority = (text: string): { text: string; priority: ListFilter['priority'] } => {
  const leading = /\b(high|medium|low)[\s-]+prio(?:rity)?\b/i.exec(text);
  if (leading === null) return takeTrailingPriority(text);
  return { text: text.replace(leading[0], ' '), priority: toPriority(leading[1]!) };
};

/** Reads what to list: status, priority, tags, a period, and words that the title has. */
export const parseList = (said: Masked, context: ChatContext): Intent => {
  const marked = takeMarkers(said.text);
  const prioritised = takePriority(marked.text.replace(/[?!.]+$/, '').trim());
  const { text: unbound, status } = takeStatus(prioritised.text);
  const { text, range } = takePeriod(unbound.replace(/\s+/g, ' ').trim(), context);
  const words = said.restore(text).replace(/["“”„«»?]/g, ' ').split(/\s+/);
  const q = words.filter((word) => word !== '' && !noise.test(word)).join(' ');
  const priority = marked.priority ?? prioritised.priority;
  return { kind: 'list', filter: { status, priority, tags: marked.tags, ...range, q: q === '' ? null : q.slice(0, 200) } };
};
