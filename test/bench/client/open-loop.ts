import { setTimeout as sleep } from 'node:timers/promises';

/** A request of an open loop: when it was due, sent and answered, in ms of one clock. */
export interface Sent<T> {
  due: number;
  sent: number;
  answered: number;
  answer: T;
}

/** Requests at fixed instants, whether or not earlier ones were answered. */
export interface OpenLoop {
  rate: number;
  count: number;
  /** The most unanswered requests; beyond that they are held back and counted. */
  atOnce: number;
  now: () => number;
}

/**
 * Sends the n-th request at its own instant, n/rate seconds after the start, whatever
 * became of those before it.
 */
export const openLoop = async <T>({ rate, count, atOnce, now }: OpenLoop, send: (n: number) => Promise<T>): Promise<{ requests: Sent<T>[]; heldBack: number }> => {
  const requests: Sent<T>[] = [];
  const open = new Set<Promise<void>>();
  const started = now();
  let heldBack = 0;
  const begin = async (n: number, due: number): Promise<void> => {
    const sent = now();
    const answer = await send(n);
    requests.push({ due, sent, answered: now(), answer });
  };
  for (let n = 0; n < count; n++) {
    const due = started + (n * 1_000) / rate;
    if (due > now()) await sleep(due - now());
    if (open.size >= atOnce) heldBack += 1;
    else {
      const request = begin(n, due).finally(() => open.delete(request));
      open.add(request);
    }
  }
  await Promise.all(open);
  return { requests, heldBack };
};
