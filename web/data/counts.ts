import { signal } from '@preact/signals';
import { get, ApiError } from '../api.ts';
import type { Section } from '../list/sections.ts';

/** How many tasks each part of the list has, as the server counts them; null where it has not been asked or does not count. */
export const counts = signal<Partial<Record<Section, number>> | null>(null);

type Answer = Record<string, number>;

const names: Record<string, Section> = { overdue: 'overdue', today: 'today', tomorrow: 'tomorrow', this_week: 'week', later: 'later', no_date: 'none', done: 'done' };

/** Asks how many tasks each part has; what cannot be had is counted from what is here. */
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

/** Where all open tasks are here, only those that are done are counted there: nobody waits for that. */
const laterMs = 10_000;
const waiting: { soon?: ReturnType<typeof setTimeout>; later?: ReturnType<typeof setTimeout> } = {};

const ask = (): void => void readCounts().catch(() => undefined);

const askLater = (): void => {
  waiting.later ??= setTimeout(() => {
    delete waiting.later;
    ask();
  }, laterMs);
};

/** Asks soon, also while changes keep coming; those of one moment are counted together. `isWhole` is asked when it matters, because the list may still be on its way. */
export const countSoon = (isWhole: () => boolean): void => {
  waiting.soon ??= setTimeout(() => {
    delete waiting.soon;
    if (isWhole()) askLater();
    else ask();
  }, soonMs);
};
