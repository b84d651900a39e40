/** Wakes a loop that waits; a signal raised while the loop works is not lost. */
export interface Signal {
  raise(): void;
  /** Waits for a signal, at most `ms` milliseconds. */
  wait(ms: number): Promise<void>;
  stop(): void;
  stopped(): boolean;
}

/** A signal for one waiting loop. */
export const createSignal = (): Signal => {
  let raised = false;
  let stopped = false;
  let wakeUp: (() => void) | undefined;
  const raise = (): void => {
    raised = true;
    wakeUp?.();
  };
  return {
    raise,
    wait: async (ms) => {
      if (!raised && !stopped) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wakeUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wakeUp = undefined;
      raised = false;
    },
    stop: () => {
      stopped = true;
      raise();
    },
    stopped: () => stopped,
  };
};
