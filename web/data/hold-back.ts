import { effect } from '@preact/signals';
import type { ChangeFrame } from './live.ts';
import { queue } from './state.ts';

/** Longer than an answer takes; after that, a change is shown in any case. */
const longestMs = 4_000;

/**
 * Holds back news of tasks while the server is creating one that was added here: an event
 * may arrive before the answer, and only the answer says that both are the same task.
 */
export const holdBack = (pass: (change: ChangeFrame) => void): { take(change: ChangeFrame): void; end(): void } => {
  let held: ChangeFrame[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const makesOne = (): boolean => queue.peek()[0]?.act.kind === 'create';
  const release = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const passing = held;
    held = [];
    for (const change of passing) pass(change);
  };
  const stop = effect(() => {
    void queue.value;
    if (held.length > 0) queueMicrotask(() => makesOne() || release());
  });
  return {
    take: (change) => {
      if (!makesOne() && held.length === 0) return pass(change);
      // What comes later must not overtake it.
      held.push(change);
      timer ??= setTimeout(release, longestMs);
    },
    end: () => {
      stop();
      release();
    },
  };
};
