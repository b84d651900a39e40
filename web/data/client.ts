import { batch, effect } from '@preact/signals';
import { clearChat, messages, readLatest, showKept, takeSaid } from '../chat/state.ts';
import { feeds, followAddress, isWhole, readDone, showsDone } from '../list/lists.ts';
import { readNews, takeFrame, takeOwn } from '../notices/news.ts';
import { clearNotices, notices, takeNotices } from '../notices/state.ts';
import { get } from '../api.ts';
import type { ChatMessage, Notice, TaskPage, User } from '../types.ts';
import { actThrough } from './act.ts';
import { renamed, touched } from './acts.ts';
import { announce } from './announce.ts';
import { openBus, type Message } from './bus.ts';
import { counts, countSoon, readCounts } from './counts.ts';
import { holdBack } from './hold-back.ts';
import { goLive } from './live.ts';
import { startSender, type Sender } from './sender.ts';
import { clearState, clock, queue, reachable, renaming, seen, takeNews } from './state.ts';
import { openStore, type Store } from './store.ts';
import { sayAnswered, sayRefused, sayTakenBack } from './tell.ts';

interface Client {
  sender: Sender;
  close(): void;
}

let client: Client | null = null;

type Takers = { [Type in Message['type']]: (message: Extract<Message, { type: Type }>, store: Store) => void };

const keep = (store: Store, { fresh, lost }: ReturnType<typeof takeNews>): void => {
  if (fresh.length + lost.length === 0) return;
  countSoon(() => isWhole.peek());
  const tx = store.transaction('tasks', 'readwrite');
  for (const task of fresh) void tx.store.put(task);
  for (const id of lost) void tx.store.delete(id);
  // This is only a copy: without it the next start reads from the server.
  void tx.done.catch(() => undefined);
};

const takers: Takers = {
  queued: ({ entry }) => {
    if (!queue.value.some(({ seq }) => seq === entry.seq)) queue.value = [...queue.value, entry];
    takeOwn(touched(entry.act));
    client?.sender.wake();
  },
  left: ({ seq, renamed: name }) => {
    const rest = queue.value.filter((entry) => entry.seq !== seq);
    queue.value = name === undefined ? rest : rest.map((entry) => ({ ...entry, act: renamed(entry.act, name.from, name.to) }));
    if (name === undefined) return;
    renaming.value = name;
    takeOwn([name.to]);
  },
  refused: ({ entry, reason }) => sayRefused(entry, reason),
  tasks: (news, store) => {
    keep(store, takeNews(news));
    if (news.user_seq !== undefined) seen.value = Math.max(seen.value ?? 0, news.user_seq);
  },
  said: ({ messages, task_ids, maybeKnown, inChat }) => {
    takeOwn(task_ids);
    if (inChat) announce(messages.at(-1)!.text);
    if (maybeKnown) void readLatest().catch(() => takeSaid(messages));
    else takeSaid(messages);
  },
  answered: ({ reply, asks }) => sayAnswered(reply, asks),
  notices: ({ notices }) => takeNotices(notices),
  'taken back': ({ text, kind }) => sayTakenBack(text, kind),
  reachable: ({ yes }) => {
    if (yes !== reachable.value) announce(yes ? 'Online again' : 'No connection: what you do is kept here and sent later');
    reachable.value = yes;
  },
};

/** Messages that come together are drawn together. */
const takeAll = (store: Store, messages: readonly Message[]): void =>
  batch(() => {
    for (const message of messages) (takers[message.type] as (message: Message, store: Store) => void)(message, store);
  });

/** Shows what this browser kept from last time, so that the page opens at once and offline. */
const showWhatIsKept = async (store: Store): Promise<void> => {
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

const shownAtOnce = 40;

/** Keeps what the page will open with next time, as it changes; returns a function that ends it. */
const keepFacts = (store: Store): (() => void)[] => {
  const facts: Record<string, () => unknown> = {
    counts: () => counts.value,
    user_seq: () => seen.value,
    chat: () => messages.value.slice(-shownAtOnce),
    notices: () => notices.value.slice(0, shownAtOnce),
  };
  // These are only copies: without them the next start reads from the server.
  return Object.entries(facts).map(([name, read]) => effect(() => void store.put('facts', read(), name).catch(() => undefined)));
};

const everyHalfMinuteMs = 30_000;

/** Opens a person's data: what is kept here, then what the server has, then what changes. */
export const openClient = async (user: User): Promise<void> => {
  const store = await openStore(user.id);
  await showWhatIsKept(store);
  const bus = openBus(user.id, (messages) => takeAll(store, messages));
  const sender = startSender(user.id, store, bus);
  let isLive = false;
  const held = holdBack(({ task, task_id, update_type, user_seq }) => {
    const isGone = update_type === 'deleted';
    // Every tab hears of changes through its own connection.
    takeAll(store, [{ type: 'tasks', tasks: isGone ? [] : [task], gone: isGone ? [task_id] : [], user_seq }]);
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
