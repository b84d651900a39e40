import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../runtime/step.ts';
import { nextStart } from './backoff.ts';
import { tailFile } from './logs.ts';
import { endProcess, isAlive, signalProcess } from './processes.ts';

/** Something that must keep running. */
export interface Part {
  name: string;
  logFile: string;
  /** Starts it and returns its process id. */
  start(): Promise<number>;
  /** Resolves when it is ready; rejects when it ends before. */
  ready?(pid: number): Promise<void>;
}

/** Keeps parts running by their process ids, no matter who started them. */
export interface Supervisor {
  /**
   * Watches a part that was started elsewhere; when pid is undefined it is dead, and is
   * started.
   */
  watch(part: Part, pid: number | undefined): void;
  /** Starts a part, watches it, and resolves when it is ready. */
  run(part: Part): Promise<void>;
  pid(name: string): number | undefined;
  kill(name: string, signal: NodeJS.Signals): void;
  /** Ends a part and leaves it down. */
  stop(name: string, signal: NodeJS.Signals, graceMs: number): Promise<void>;
  /** Starts a stopped part at once, also one that waits for its next try. */
  start(name: string): Promise<void>;
  /** Stops restarting; resolves when every process that was started is known. */
  close(): Promise<void>;
}

interface Watched {
  part: Part;
  pid: number | undefined;
  since: number;
  failures: number;
  wanted: boolean;
  busy: boolean;
  /** Ends the wait for the next try. */
  hurry: AbortController;
  /** Until there is a process to end. */
  spawning: Promise<void>;
  /** Until the current restart has ended. */
  work: Promise<void>;
}

const lookEveryMs = 200;
const linesShown = 8;

const report = (log: Log, { part }: Watched, delayMs: number): void => {
  const lines = tailFile(part.logFile, linesShown).map((line) => `    ${line.slice(0, 300)}`);
  log([`${part.name} has ended; starting it again in ${delayMs / 1000} s. Its last lines (${part.logFile}):`, ...lines].join('\n'));
};

/** A supervisor with its own timer; `onPid` is called with every new process. */
export const createSupervisor = (log: Log, onPid: (name: string, pid: number) => void): Supervisor => {
  const all = new Map<string, Watched>();
  const closing = new AbortController();
  const isUp = (entry: Watched): boolean => entry.pid !== undefined && isAlive(entry.pid);
  const get = (name: string): Watched => {
    const entry = all.get(name);
    if (entry === undefined) throw new Error(`there is no part ${name}: ${[...all.keys()].join(', ')}`);
    return entry;
  };
  const launch = async (entry: Watched): Promise<void> => {
    if (closing.signal.aborted) throw new Error('everything is being stopped');
    entry.busy = true;
    try {
      entry.since = Date.now();
      const spawning = entry.part.start();
      entry.spawning = spawning.then(() => undefined, () => undefined);
      entry.pid = await spawning;
      onPid(entry.part.name, entry.pid);
      await entry.part.ready?.(entry.pid);
    } finally {
      entry.busy = false;
    }
  };
  const revive = async (entry: Watched): Promise<void> => {
    const { delayMs, failures } = nextStart(entry.failures, Date.now() - entry.since);
    Object.assign(entry, { failures, pid: undefined, busy: true, hurry: new AbortController() });
    report(log, entry, delayMs);
    await sleep(delayMs, undefined, { signal: AbortSignal.any([closing.signal, entry.hurry.signal]) }).catch(() => undefined);
    entry.busy = false;
    if (!entry.wanted) return;
    await launch(entry).then(
      () => log(`${entry.part.name} runs again`),
      (error: unknown) => log(`${entry.part.name} does not start: ${(error as Error).message}`),
    );
    // It was stopped while starting, so it must not stay.
    if (!entry.wanted && entry.pid !== undefined) await endProcess(entry.pid, 'SIGKILL', 1_000);
  };
  const timer = setInterval(() => {
    for (const entry of all.values()) if (entry.wanted && !entry.busy && !isUp(entry)) entry.work = revive(entry);
  }, lookEveryMs);
  const enter = (part: Part, pid: number | undefined): Watched => {
    const entry = { part, pid, since: Date.now(), failures: 0, wanted: true, busy: false, hurry: new AbortController(), spawning: Promise.resolve(), work: Promise.resolve() };
    all.set(part.name, entry);
    return entry;
  };
  return {
    watch: (part, pid) => {
      enter(part, pid);
      if (pid !== undefined) onPid(part.name, pid);
    },
    run: async (part) => {
      const entry = enter(part, undefined);
      const started = launch(entry);
      entry.work = started.catch(() => undefined);
      await started;
    },
    pid: (name) => {
      const entry = all.get(name);
      return entry !== undefined && isUp(entry) ? entry.pid : undefined;
    },
    kill: (name, signal) => {
      const { pid } = get(name);
      if (pid !== undefined) signalProcess(pid, signal);
    },
    stop: async (name, signal, graceMs) => {
      const entry = get(name);
      entry.wanted = false;
      if (entry.pid !== undefined) await endProcess(entry.pid, signal, graceMs);
    },
    start: async (name) => {
      const entry = get(name);
      Object.assign(entry, { wanted: true, failures: 0 });
      entry.hurry.abort();
      if (entry.busy) await entry.work;
      if (!isUp(entry)) await launch(entry);
    },
    close: async () => {
      clearInterval(timer);
      for (const entry of all.values()) entry.wanted = false;
      closing.abort();
      await Promise.all([...all.values()].map(({ spawning }) => spawning));
    },
  };
};
