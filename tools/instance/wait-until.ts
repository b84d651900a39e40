import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Polls every 100 ms until the answer is true; false after `timeoutMs`, or as soon as
 * `giveUp` says so.
 */
export const waitUntil = async (ask: () => Promise<boolean>, timeoutMs: number, giveUp = (): boolean => false): Promise<boolean> => {
  for (const end = Date.now() + timeoutMs; Date.now() < end && !giveUp(); await sleep(100)) {
    if (await ask().catch(() => false)) return true;
  }
  return false;
};

/** Whether an HTTP address answers with one of the 2xx. */
export const answers = async (url: string, headers: Record<string, string> = {}): Promise<boolean> => {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(2_000) });
  await response.body?.cancel();
  return response.ok;
};
