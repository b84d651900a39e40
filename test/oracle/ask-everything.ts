import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from '../e2e/client.ts';

/** Requests that go on until they are stopped. */
export interface Asking {
  asked(): number;
  /** Resolves with what was not answered with success, and how it was answered. */
  stop(): Promise<readonly string[]>;
}

/** One request to each service behind the one origin, and to what those ask others for. */
const requests = [
  ['GET', '/tasks'], ['GET', '/notifications'], ['GET', '/notification-preferences'], ['POST', '/ws-tickets'], ['GET', '/audit?limit=5'], ['GET', '/ops/dead-letters'], ['GET', '/ops/outbox'],
] as const;

const pauseMs = 200;

/** Asks every public service in turn, as an administrator. */
export const startAsking = (admin: Person): Asking => {
  const failed: string[] = [];
  const state = { asked: 0, stopped: false };
  const going = (async () => {
    for (; !state.stopped; state.asked++, await sleep(pauseMs)) {
      const [method, path] = requests[state.asked % requests.length]!;
      const { status } = await admin.call(method, path).catch(() => ({ status: 0 }));
      if (status < 200 || status > 299) failed.push(`${method} ${path}: ${status}`);
    }
  })();
  return {
    asked: () => state.asked,
    stop: async () => {
      state.stopped = true;
      await going;
      return failed;
    },
  };
};
