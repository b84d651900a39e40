import { batch } from '@preact/signals';
import { readLatest, takeSaid } from '../chat/state.ts';
import { isWhole } from '../list/lists.ts';
import { takeOwn } from '../notices/news.ts';
import { takeNotices } from '../notices/state.ts';
import { renamed, touched } from './acts.ts';
import { announce } from './announce.ts';
import type { Message } from './bus.ts';
import { countSoon } from './counts.ts';
import { queue, reachable, renaming, seen, takeNews } from './state.ts';
import type { Store } from './store.ts';
import { sayAnswered, sayRefused, sayTakenBack } from './tell.ts';

/** What a message has to do with: the copy of this browser, and who sends what waits. */
export interface Taking {
  store: Store;
  /** Something waits to be sent. */
  onQueued(): void;
}

type Takers = { [Type in Message['type']]: (message: Extract<Message, { type: Type }>, taking: Taking) => void };

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
  queued: ({ entry }, { onQueued }) => {
    if (!queue.value.some(({ seq }) => seq === entry.seq)) queue.value = [...queue.value, entry];
    takeOwn(touched(entry.act));
    onQueued();
  },
  left: ({ seq, renamed: name }) => {
    const rest = queue.value.filter((entry) => entry.seq !== seq);
    queue.value = name === undefined ? rest : rest.map((entry) => ({ ...entry, act: renamed(entry.act, name.from, name.to) }));
    if (name === undefined) return;
    renaming.value = name;
    takeOwn([name.to]);
  },
  refused: ({ entry, reason }) => sayRefused(entry, reason),
  tasks: (news, { store }) => {
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
export const takeAll = (taking: Taking, messages: readonly Message[]): void =>
  batch(() => {
    for (const message of messages) (takers[message.type] as (message: Message, taking: Taking) => void)(message, taking);
  });
