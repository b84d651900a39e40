import { batch, effect } from '@preact/signals';
import { messages, showKept } from '../chat/state.ts';
import { notices, takeNotices } from '../notices/state.ts';
import type { ChatMessage, Notice } from '../types.ts';
import { counts } from './counts.ts';
import { queue, seen, takeNews } from './state.ts';
import type { Store } from './store.ts';

/** Shows what this browser kept from last time, so that the page opens at once and offline. */
export const showWhatIsKept = async (store: Store): Promise<void> => {
  const [tasks, waiting, known, said, told, counted] = await Promise.all([
    store.getAll('tasks'), store.getAll('queue'), ...['user_seq', 'chat', 'notices', 'counts'].map((fact) => store.get('facts', fact)),
  ] as const);
  batch(() => {
    takeNews({ tasks, gone: [] });
    queue.value = waiting;
    seen.value = (known as number | undefined) ?? null;
    showKept((said as ChatMessage[] | undefined) ?? []);
    takeNotices((told as Notice[] | undefined) ?? []);
    counts.value = (counted as typeof counts.value | undefined) ?? null;
  });
};

const shownAtOnce = 40;

/** Keeps what the page will open with next time, as it changes; returns a function that ends it. */
export const keepFacts = (store: Store): (() => void)[] => {
  const facts: Record<string, () => unknown> = {
    counts: () => counts.value,
    user_seq: () => seen.value,
    chat: () => messages.value.slice(-shownAtOnce),
    notices: () => notices.value.slice(0, shownAtOnce),
  };
  // These are only copies: without them the next start reads from the server.
  return Object.entries(facts).map(([name, read]) => effect(() => void store.put('facts', read(), name).catch(() => undefined)));
};
