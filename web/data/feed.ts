import { signal, type ReadonlySignal } from '@preact/signals';
import { get } from '../api.ts';
import { byDue } from '../list/sections.ts';
import type { Task, TaskPage } from '../types.ts';

/** How far one of the server's sorted lists has been read. */
export interface Reach {
  /**
   * The last task that was read; tasks sorted after it may be missing here. Null:
   * everything is here.
   */
  until: Pick<Task, 'id' | 'due_date'> | null;
  /** Whether anything was read at all. */
  begun: boolean;
  loading: boolean;
  error: unknown;
}

/** One of the server's sorted lists, read page by page. */
export interface Feed {
  reach: ReadonlySignal<Reach>;
  /** Reads the next page, unless one is being read or there is none. */
  more(): Promise<void>;
  /** Reads again as far as before; what the server no longer has is removed. */
  again(): Promise<void>;
}

export interface FeedOptions {
  query: Record<string, string | string[]>;
  /** Whether a task known here belongs to this list. */
  belongs(task: Task): boolean;
  order(a: Task, b: Task): number;
  known(): Iterable<Task>;
  take(page: TaskPage, missing: readonly string[]): void;
}

/** The first page is small so that it comes soon; further ones are large so that they are few. */
const pageSizes = { first: '50', further: '200' };

const none: Reach = { until: null, begun: false, loading: false, error: null };

/** Whether a task lies in the part of a list, sorted by date, that has been read. */
export const isWithin = ({ until, begun }: Reach, task: Task): boolean => begun && (until === null || byDue(task, until) <= 0);

/**
 * Reads a sorted list page by page; a page also shows which tasks are gone, between its
 * first and its last one.
 */
export const createFeed = ({ query, belongs, order, known, take }: FeedOptions): Feed => {
  const reach = signal<Reach>(none);
  let cursor: string | null = null;
  let pages = 0;
  let running: Promise<void> | null = null;

  /** Known tasks that should be on the page but are not: done, deleted or changed elsewhere. */
  const missing = (page: TaskPage, before: readonly Task[], from: Task | null): string[] => {
    const listed = new Set(page.items.map(({ id }) => id));
    const now = new Set(known());
    const last = page.next_cursor === null ? null : (page.items.at(-1) ?? null);
    const lies = (task: Task): boolean => (from === null || order(task, from) > 0) && (last === null || order(task, last) < 0);
    return before.filter((task) => now.has(task) && !listed.has(task.id) && belongs(task) && lies(task)).map(({ id }) => id);
  };

  const read = async (from: Task | null): Promise<Task | null> => {
    const before = [...known()];
    const limit = pages === 0 ? pageSizes.first : pageSizes.further;
    const page = await get<TaskPage>('/tasks', { ...query, limit, ...(cursor !== null && { cursor }) });
    take(page, missing(page, before, from));
    cursor = page.next_cursor;
    pages += 1;
    return cursor === null ? null : (page.items.at(-1) ?? null);
  };

  const run = (work: () => Promise<Task | null>): Promise<void> => {
    running ??= (async () => {
      reach.value = { ...reach.value, loading: true, error: null };
      try {
        reach.value = { until: await work(), begun: true, loading: false, error: null };
      } catch (error) {
        reach.value = { ...reach.value, loading: false, error };
      }
    })().finally(() => (running = null));
    return running;
  };

  return {
    reach,
    // After an error, scrolling does not repeat the request again and again; `again`
    // continues when there is reason for hope.
    more: () => (reach.value.error !== null || (reach.value.begun && cursor === null) ? Promise.resolve() : run(() => read(reach.value.until as Task | null))),
    again: async () => {
      await running;
      return run(async () => {
        // As far as before, so that nobody loses their place.
        const further = Math.max(0, pages - 1);
        cursor = null;
        pages = 0;
        let last = await read(null);
        for (let page = 0; page < further && last !== null; page += 1) last = await read(last);
        return last;
      });
    },
  };
};
