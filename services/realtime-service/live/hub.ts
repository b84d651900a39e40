import { reloadFrame, resumedFrame } from '../domain/frames.ts';
import { createRecent } from '../domain/recent.ts';
import { fits, type Entry } from '../domain/window.ts';
import { framesSent, framesSkipped } from '../metrics.ts';
import type { Windows } from './windows.ts';

/** One connection as the hub sees it. */
export interface Client {
  readonly userId: string;
  send(frame: string): void;
}

/**
 * What a connection has seen. Nothing is sent until it says so. After being told to reload
 * it still gets new changes, and then says so again, so that a change lost in between is
 * noticed.
 */
interface Seen {
  state: 'waiting' | 'live' | 'reloading';
  /** Null: not known. */
  user_seq: number | null;
}

/** Sends events to the connections of the user concerned. */
export interface Hub {
  join(client: Client): void;
  leave(client: Client): void;
  /** How many connections a user has. */
  countOf(userId: string): number;
  /**
   * Sends what a client missed and then what is new, or tells it to reload. False if the
   * client was not asked what it has seen.
   */
  resume(client: Client, user_seq: number, now: number): boolean;
  /** False if the change is not newer than the last one known. */
  taskChanged(userId: string, change: { user_seq: number; frame: string; now: number }): boolean;
  /** False if the notification has been sent before. */
  notify(userId: string, id: string, frame: string): boolean;
  /** Tells every client to reload, because changes may have been missed. */
  reloadAll(): void;
}

const rememberedNotifications = 10_000;

/** A hub over the windows of this replica. */
export const createHub = (windows: Windows): Hub => {
  const users = new Map<string, Map<Client, Seen>>();
  const isNew = createRecent(rememberedNotifications);
  const seenBy = (client: Client): Seen | undefined => users.get(client.userId)?.get(client);

  const send = (client: Client, kind: string, frame: string): void => {
    client.send(frame);
    framesSent.inc({ kind });
  };
  const reload = (client: Client, seen: Seen): void => {
    // What the window holds was published before the client reloads its tasks.
    seen.user_seq = windows.last(client.userId);
    seen.state = 'reloading';
    send(client, 'reload', reloadFrame);
  };
  const missedBy = (userId: string, { state }: Seen, user_seq: number, now: number): readonly Entry[] | null => {
    // It was connected when it read its tasks, so without a window nothing has happened
    // since.
    const isSettled = state === 'reloading' && windows.last(userId) === null;
    return isSettled ? [] : windows.missed(userId, user_seq, now);
  };
  const offer = (client: Client, seen: Seen, user_seq: number, frame: string): void => {
    const place = fits(seen.user_seq, user_seq);
    if (place === 'seen') return framesSkipped.inc({ reason: 'seen' });
    if (place === 'gap') return reload(client, seen);
    seen.user_seq = user_seq;
    send(client, 'task', frame);
  };

  return {
    join: (client) => {
      const clients = users.get(client.userId) ?? new Map<Client, Seen>();
      users.set(client.userId, clients.set(client, { state: 'waiting', user_seq: null }));
    },
    leave: (client) => {
      const clients = users.get(client.userId);
      clients?.delete(client);
      if (clients?.size === 0) users.delete(client.userId);
    },
    countOf: (userId) => users.get(userId)?.size ?? 0,
    resume: (client, user_seq, now) => {
      const seen = seenBy(client);
      if (seen === undefined || seen.state === 'live') return false;
      const missed = missedBy(client.userId, seen, user_seq, now);
      if (missed === null) {
        reload(client, seen);
        return true;
      }
      seen.state = 'live';
      seen.user_seq = Math.max(seen.user_seq ?? 0, user_seq);
      for (const entry of missed) offer(client, seen, entry.user_seq, entry.frame);
      send(client, 'resumed', resumedFrame(seen.user_seq));
      return true;
    },
    taskChanged: (userId, { user_seq, frame, now }) => {
      const added = windows.add(userId, { user_seq, frame, bytes: Buffer.byteLength(frame), at: now });
      if (!added) {
        framesSkipped.inc({ reason: 'stale' });
        return false;
      }
      for (const [client, seen] of users.get(userId) ?? []) if (seen.state !== 'waiting') offer(client, seen, user_seq, frame);
      return true;
    },
    notify: (userId, id, frame) => {
      if (!isNew(id)) return false;
      for (const client of users.get(userId)?.keys() ?? []) send(client, 'notification', frame);
      return true;
    },
    reloadAll: () => {
      for (const clients of users.values()) for (const [client, seen] of clients) if (seen.state !== 'waiting') reload(client, seen);
    },
  };
};
