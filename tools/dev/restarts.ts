/** How one service is stopped and started; `ready` resolves with false when it gives up. */
export interface Restartable {
  stop(service: string): Promise<void>;
  start(service: string): Promise<void>;
  /**
   * Resolves with true once the service answers; with false when it does not, or when
   * `giveUp` says so.
   */
  ready(service: string, giveUp: () => boolean): Promise<boolean>;
}

/** One restart of one service. */
export interface Restarted {
  service: string;
  why: string;
  ready: boolean;
  /** From the change that was noticed to the first answer. */
  tookMs: number;
}

/** Restarts services, each by itself: a change during a restart leads to one more. */
export const createRestarts = (parts: Restartable, tell: (done: Restarted) => void) => {
  const wanted = new Map<string, { why: string; since: number }>();
  const working = new Set<string>();
  const once = async (service: string): Promise<void> => {
    const { why, since } = wanted.get(service)!;
    wanted.delete(service);
    await parts.stop(service);
    await parts.start(service);
    const ready = await parts.ready(service, () => wanted.has(service));
    if (!wanted.has(service)) tell({ service, why, ready, tookMs: performance.now() - since });
  };
  const work = async (service: string): Promise<void> => {
    working.add(service);
    try {
      while (wanted.has(service)) await once(service);
    } finally {
      working.delete(service);
    }
  };
  return (service: string, why: string): void => {
    wanted.set(service, { why, since: performance.now() });
    // What cannot be started now is started by its supervisor, unless everything is being stopped.
    if (!working.has(service)) void work(service).catch(() => undefined);
  };
};
