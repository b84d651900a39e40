import { computed, signal } from '@preact/signals';
import type { Page } from '../../contracts/http/answer.ts';
import { get } from '../api.ts';
import { queue } from '../data/state.ts';
import type { Notice } from '../types.ts';

const known = signal<readonly Notice[]>([]);

/** The notices known here, the newest first; those whose reading waits to be sent count as read. */
export const notices = computed<readonly Notice[]>(() => {
  const reading = new Map(queue.value.flatMap(({ act, at }) => (act.kind === 'read' ? [[act.notice, at] as const] : [])));
  if (reading.size === 0) return known.value;
  return known.value.map((notice) => ({ ...notice, read_at: notice.read_at ?? reading.get(notice.id) ?? null }));
});

/** Where older ones begin; null if there are none. */
export const older = signal<string | null>(null);

/** How many are unread; `more` if there may be others among the older ones. */
export const unread = computed(() => {
  const count = notices.value.filter(({ read_at }) => read_at === null).length;
  return { count, more: older.value !== null && count === notices.value.length && count > 0 };
});

/**
 * Takes notices that came or changed. What was read stays read, even if a late answer does
 * not know it yet.
 */
export const takeNotices = (came: readonly Notice[]): void => {
  const byId = new Map(known.value.map((notice) => [notice.id, notice]));
  for (const notice of came) byId.set(notice.id, { ...notice, read_at: notice.read_at ?? byId.get(notice.id)?.read_at ?? null });
  known.value = [...byId.values()].sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
};

const pageSize = 30;

/** Reads the latest notices; resolves with them. */
export const readNotices = async (): Promise<readonly Notice[]> => {
  const { items, next_cursor } = await get<Page<Notice>>('/notifications', { limit: String(pageSize) });
  if (known.value.length <= pageSize) older.value = next_cursor;
  takeNotices(items);
  return items;
};

/** Reads the next older ones. */
export const readOlder = async (): Promise<void> => {
  if (older.value === null) return;
  const { items, next_cursor } = await get<Page<Notice>>('/notifications', { limit: String(pageSize), cursor: older.value });
  takeNotices(items);
  older.value = next_cursor;
};

/** Forgets them, for the next person. */
export const clearNotices = (): void => {
  known.value = [];
  older.value = null;
};
