import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { signUp } from '../e2e/client.ts';
import { goLive } from '../e2e/live.ts';

const tasks = 500;
const everyMs = 20;
const giveUpMs = 60_000;

/** Milliseconds from the API's reply to the WebSocket frame, through the one origin, at 50 tasks a second; a frame before its reply counts as 0. */
export const measureLiveUpdates = async (origin: string): Promise<number[]> => {
  const person = await signUp(origin);
  const page = await goLive(person, 0, { at: origin });
  const replies = new Map<string, number>();
  const writes: Promise<unknown>[] = [];
  for (let i = 0; i < tasks; i++) {
    writes.push(person.addTask(`live ${i}`).then(({ id }) => replies.set(id, performance.now())));
    await sleep(everyMs);
  }
  await Promise.all(writes);
  const arrivals = (): [string, number][] => page.frames.flatMap(({ task, at }) => (task === undefined ? [] : [[task.id, at]]));
  for (const end = performance.now() + giveUpMs; arrivals().length < tasks && performance.now() < end; ) await sleep(100);
  page.close();
  const arrived = arrivals();
  if (arrived.length !== tasks) throw new Error(`${arrived.length} of ${tasks} live updates arrived`);
  return arrived.map(([id, at]) => Math.max(0, at - replies.get(id)!));
};
