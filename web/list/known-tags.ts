import { computed } from '@preact/signals';
import { tasks } from '../data/state.ts';

/** The tags of the open tasks, the most used first. */
export const knownTags = computed<readonly string[]>(() => {
  const uses = new Map<string, number>();
  for (const { tags, status } of tasks.value.values()) {
    if (status !== 'DONE') for (const tag of tags) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  }
  return [...uses].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([tag]) => tag);
});
