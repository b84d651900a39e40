import { signal } from '@preact/signals';
import { get, ApiError } from '../api.ts';
import type { Section } from '../list/sections.ts';

/**
 * How many tasks each part of the list has, as the server counts them; null if it was not
 * asked or does not count them.
 */
export const counts = signal<Partial<Record<Section, number>> | null>(null);

type Answer = Record<string, number>;

const names: Record<string, Section> = { overdue: 'overdue', today: 'today', tomorrow: 'tomorrow', this_week: 'week', later: 'later', no_date: 'none', done: 'done' };

/** Asks how many tasks each part has; if that fails, the tasks that are here are counted. */
export const readCounts = async (): Promise<void> => {
  try {
    const answer = await get<Answer>('/tasks/counts');
    counts.value = Object.fromEntries(Object.entries(names).map(([name, section]) => [section, answer[name] ?? 0]));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 404 || error.status === 400) counts.value = null;
  }
};

const soonMs = 400;

/**
 * If all open tasks are here, the server counts only those that are done, for which nobody
 * waits.
 */
const laterMs = 10_000;
const waiting: { soon?: ReturnType<typeof setTimeout>; later?: ReturnType<typeof setTimeout> } = {};

const ask = (): void => void readCounts().catch(() => undefined);

const askLater = (): void => {
  waiting.later ??= setTimeout(() => {
    delete waiting.later;
    ask();
  }, laterMs);
};

/**
 * Counts soon, even while changes keep coming; changes close together are counted once.
 * `isWhole` is called at that time, because the list may still be loading.
 */
export const countSoon = (isWhole: () => boolean): void => {
  waiting.soon ??= setTimeout(() => {
    delete waiting.soon;
    if (isWhole()) askLater();
    else ask();
  }, soonMs);
};
