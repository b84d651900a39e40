import { batch } from '@preact/signals';
import { clearChat, readLatest } from '../chat/state.ts';
import { feeds, followAddress, isWhole, readDone, showsDone } from '../list/lists.ts';
import { readNews, takeFrame } from '../notices/news.ts';
import { clearNotices } from '../notices/state.ts';
import { get } from '../api.ts';
import type { TaskPage, User } from '../types.ts';
import { actThrough } from './act.ts';
import { openBus } from './bus.ts';
import { countSoon, readCounts } from './counts.ts';
import { holdBack } from './hold-back.ts';
import { keepFacts, showWhatIsKept } from './kept.ts';
import { goLive } from './live.ts';
import { startSender, type Sender } from './sender.ts';
import { clearState, clock, seen } from './state.ts';
import { openStore } from './store.ts';
import { takeAll } from './take-messages.ts';

interface Client {
  sender: Sender;
  close(): void;
}

let client: Client | null = null;

/**
 * Whether the tasks here are as recent as the server's: a short request, instead of reading
 * everything again.
 */
const isUpToDate = async (): Promise<boolean> => {
  const { user_seq } = await get<TaskPage>('/tasks', { limit: '1' });
  return user_seq === seen.peek();
};

/**
 * Reads what may have changed while there was no connection; resolves when the open tasks
 * are up to date.
 */
const readAgain = async (): Promise<void> => {
  if (feeds.value?.open.reach.value.error === null && (await isUpToDate())) return;
  void Promise.allSettled([readCounts(), readNews(), readLatest()]);
  const { open, done } = feeds.value ?? {};
  await open?.again();
  if (done?.reach.value.begun) await done.again();
};

const everyHalfMinuteMs = 30_000;

/** Opens a person's data: what is kept here, then what the server has, then what changes. */
export const openClient = async (user: User): Promise<void> => {
  const store = await openStore(user.id);
  await showWhatIsKept(store);
  const taking = { store, onQueued: () => client?.sender.wake() };
  const bus = openBus(user.id, (messages) => takeAll(taking, messages));
  const sender = startSender(user.id, store, bus);
  let isLive = false;
  const held = holdBack(({ task, task_id, update_type, user_seq }) => {
    const isGone = update_type === 'deleted';
    // Every tab hears of changes through its own connection.
    takeAll(taking, [{ type: 'tasks', tasks: isGone ? [] : [task], gone: isGone ? [task_id] : [], user_seq }]);
  });
  const ends = [
    followAddress(({ items, user_seq }, missing) => {
      bus.tell({ type: 'tasks', tasks: items, gone: [], missing, user_seq }, { type: 'reachable', yes: true });
      countSoon(() => isWhole.peek());
    }),
    readDone(),
    held.end,
    ...keepFacts(store),
  ];
  void Promise.allSettled([readNews(), readLatest()]);
  const live = goLive({
    seen: () => seen.value ?? 0,
    onChange: (change) => held.take(change),
    onReload: readAgain,
    onNotice: takeFrame,
    onLive: (yes) => void (isLive = yes),
  });
  const look = (): void => {
    clock.value = Date.now();
    if (document.visibilityState !== 'visible') return;
    sender.wake();
    live.hurry();
    if (!isLive) void readAgain();
  };
  const timer = setInterval(look, everyHalfMinuteMs);
  addEventListener('online', look);
  document.addEventListener('visibilitychange', look);
  client = {
    sender,
    close: () => {
      clearInterval(timer);
      removeEventListener('online', look);
      document.removeEventListener('visibilitychange', look);
      for (const end of ends) end();
      live.end();
      sender.stop();
      bus.close();
      store.close();
    },
  };
  actThrough(sender);
};

/** Closes a person's data; what this browser keeps of it stays. */
export const closeClient = (): void => {
  client?.close();
  client = null;
  actThrough(null);
  batch(() => {
    clearState();
    clearChat();
    clearNotices();
    showsDone.value = false;
  });
};
