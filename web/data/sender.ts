import { ApiError, errorText } from '../api.ts';
import { newKey } from '../once.ts';
import { touched, type Act, type Entry } from './acts.ts';
import type { Bus, Message } from './bus.ts';
import { leave } from './leave.ts';
import { perform } from './perform.ts';
import type { Store } from './store.ts';

/** Sends what people do, in order, from one tab of the browser. */
export interface Sender {
  /** Keeps an act until the server has answered it. */
  add(act: Act, title: string): Promise<Entry>;
  /** Takes back what has not been sent; false if it is on its way or gone. */
  drop(seq: number): Promise<boolean>;
  /** Call when there may be something to send, or the connection is back. */
  wake(): void;
  stop(): void;
}

const longestWaitMs = 30_000;

const isTemporary = (error: unknown): boolean => error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500);

/** Acts on a task that could not be created; they cannot be done either. */
const orphans = (entries: readonly Entry[], { act }: Entry): Entry[] =>
  act.kind === 'create' ? entries.filter((entry) => touched(entry.act).includes(act.id)) : [];

/** The queue of this browser; whichever tab holds the lock empties it. */
export const startSender = (userId: string, store: Store, bus: Bus): Sender => {
  const stopping = new AbortController();
  let tries = 0;
  let wakeUp = (): void => undefined;

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const refuse = async (entry: Entry, error: unknown): Promise<void> => {
    const lost = [entry, ...orphans(await store.getAll('queue'), entry).filter(({ seq }) => seq !== entry.seq)];
    await leave(store, lost.map(({ seq }) => seq));
    bus.tell(...lost.map(({ seq }): Message => ({ type: 'left', seq })), { type: 'refused', entry, reason: errorText(error) });
  };

  const accept = async (entry: Entry, messages: Message[]): Promise<void> => {
    await leave(store, [entry.seq], messages);
    const left: Message[] = messages.some(({ type }) => type === 'left') ? [] : [{ type: 'left', seq: entry.seq }];
    bus.tell(...messages, ...left, { type: 'reachable', yes: true });
  };

  /** Sends the first act in the queue; resolves with how long to wait before the next. */
  const step = async (): Promise<number> => {
    const [entry] = await store.getAll('queue', undefined, 1);
    if (entry === undefined) return longestWaitMs;
    // Anyone who takes it back must know that the server may have it.
    if (!entry.sent) await store.put('queue', { ...entry, sent: true });
    try {
      await accept(entry, await perform(entry));
      tries = 0;
      return 0;
    } catch (error) {
      if (!isTemporary(error)) {
        // Signed out: it waits until the person comes back.
        if (error instanceof ApiError && error.status === 401) return longestWaitMs;
        await refuse(entry, error);
        return 0;
      }
      bus.tell({ type: 'reachable', yes: false });
      tries += 1;
      return Math.min(longestWaitMs, 500 * 2 ** tries) * (0.5 + Math.random() / 2);
    }
  };

  const lead = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const ms = await step();
      if (ms > 0 && !stopping.signal.aborted) await sleep(ms);
    }
  };
  // Without TLS a browser has no locks: then each tab sends for itself, which is harmless
  // because requests have idempotency keys.
  if (navigator.locks === undefined) void lead();
  else void navigator.locks.request(`todo-sender-${userId}`, { signal: stopping.signal }, lead).catch(() => undefined);

  return {
    add: async (act, title) => {
      const entry = { key: newKey(), at: new Date().toISOString(), act, title, sent: false };
      const seq = await store.add('queue', entry as Entry);
      const kept: Entry = { ...entry, seq };
      bus.tell({ type: 'queued', entry: kept });
      return kept;
    },
    drop: async (seq) => {
      const tx = store.transaction('queue', 'readwrite');
      const waits = (await tx.store.get(seq))?.sent === false;
      if (waits) await tx.store.delete(seq);
      await tx.done;
      if (waits) bus.tell({ type: 'left', seq });
      return waits;
    },
    wake: () => wakeUp(),
    stop: () => {
      stopping.abort();
      wakeUp();
    },
  };
};
