/** Where short progress lines go. */
export type Log = (line: string) => void;

const reportEveryMs = 20_000;

const seconds = (since: number): number => Math.round((Date.now() - since) / 1000);

/**
 * Runs a long step and reports it: what it does, how long it usually takes, the seconds so
 * far, the end.
 */
export const step = async <T>(log: Log, what: string, usually: string, work: () => Promise<T>): Promise<T> => {
  const started = Date.now();
  log(`${what} (usually ${usually}) …`);
  const timer = setInterval(() => log(`${what}: ${seconds(started)} s so far`), reportEveryMs);
  try {
    const result = await work();
    log(`${what}: done in ${seconds(started)} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
};
