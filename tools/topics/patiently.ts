import { setTimeout as sleep } from 'node:timers/promises';
import { kafkaReason } from '#platform/kafka/reason';

/** How long to go on trying, and how long to wait between two tries. */
export interface Patience {
  waitMs: number;
  pauseMs: number;
}

/** KAFKA_WAIT_SECONDS, 0 by default: how long to keep asking a broker that is not ready yet. */
export const readPatience = (env: Readonly<Record<string, string | undefined>>): Patience => {
  const seconds = Number(env['KAFKA_WAIT_SECONDS'] ?? 0);
  if (!(seconds >= 0)) throw new Error('KAFKA_WAIT_SECONDS must be a number of seconds from 0');
  return { waitMs: seconds * 1_000, pauseMs: 2_000 };
};

/**
 * Retries until it succeeds or time is up, then fails with the last error; logs the reason
 * of each failure.
 */
export const patiently = async <T>({ waitMs, pauseMs }: Patience, work: () => Promise<T>, say: (reason: string) => void): Promise<T> => {
  for (const end = Date.now() + waitMs; ; await sleep(pauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() + pauseMs >= end) throw error;
      say(kafkaReason(error));
    }
  }
};
