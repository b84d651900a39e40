import type { Now } from '../time/day.ts';
import { toInstant } from '../time/zone.ts';
import type { Task } from '../types.ts';

/** The filter of the list, as in the address. */
export interface Filter {
  q?: string;
  tags?: string[];
  priority?: Task['priority'];
  /** Dates in the person's zone; `to` is the last one. */
  from?: string;
  to?: string;
}

const priorities = ['HIGH', 'MEDIUM', 'LOW'] as const;
const date = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a filter from the search part of an address, ignoring what makes no sense. */
export const readFilter = (search: string): Filter => {
  const given = new URLSearchParams(search);
  const q = given.get('q')?.trim();
  const tags = given.getAll('tag').filter(Boolean);
  const priority = priorities.find((each) => each === given.get('priority')?.toUpperCase());
  const [from, to] = ['from', 'to'].map((name) => given.get(name) ?? '');
  return {
    ...(q && { q }),
    ...(tags.length > 0 && { tags }),
    ...(priority && { priority }),
    ...(date.test(from!) && { from: from! }),
    ...(date.test(to!) && { to: to! }),
  };
};

/** A filter as the search part of an address. */
export const writeFilter = ({ q, tags = [], priority, from, to }: Filter): string => {
  const entries: [string, string | undefined][] = [['q', q], ...tags.map((tag): [string, string] => ['tag', tag]), ['priority', priority?.toLowerCase()], ['from', from], ['to', to]];
  return new URLSearchParams(entries.filter((entry): entry is [string, string] => Boolean(entry[1]))).toString();
};

/** A filter without one of its conditions. */
export const without = (filter: Filter, name: keyof Filter): Filter => {
  const { [name]: _left, ...rest } = filter;
  return rest;
};

/** Whether a filter has no conditions. */
export const isEmpty = (filter: Filter): boolean => writeFilter(filter) === '';

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The instants between which due dates must lie. */
const boundsOf = ({ from, to }: Filter, zone: string): { after?: string; before?: string } => ({
  ...(from && { after: toInstant(`${from}T00:00`, zone) }),
  ...(to && { before: toInstant(`${dayAfter(to)}T00:00`, zone) }),
});

/** A filter as the parameters of GET /tasks. */
export const queryOf = (filter: Filter, zone: string): Record<string, string | string[]> => {
  const { after, before } = boundsOf(filter, zone);
  return {
    ...(filter.q && { q: filter.q }),
    ...(filter.tags && { tag: filter.tags }),
    ...(filter.priority && { priority: filter.priority }),
    ...(after && { due_after: after }),
    ...(before && { due_before: before }),
  };
};

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

type Test = (task: Task) => boolean;

const holds = (words: string): Test => ({ title, tags, description }) => fold([title, ...tags, description ?? ''].join('\n')).includes(words);

const hasTags = (tags: readonly string[]): Test => (task) => tags.every((tag) => task.tags.some((own) => fold(own) === tag));

const isDue = ({ after = '', before }: { after?: string; before?: string }): Test => ({ due_date }) =>
  due_date !== null && due_date >= after && (before === undefined || due_date < before);

/** Whether a task passes a filter: decided as the server does, for changes made here. */
export const matcher = (filter: Filter, { zone }: Pick<Now, 'zone'>): Test => {
  const { q, tags = [], priority } = filter;
  const tests: Test[] = [hasTags(tags.map(fold))];
  if (q !== undefined) tests.push(holds(fold(q)));
  if (priority !== undefined) tests.push((task) => task.priority === priority);
  if (filter.from !== undefined || filter.to !== undefined) tests.push(isDue(boundsOf(filter, zone)));
  return (task) => tests.every((test) => test(task));
};
