import { setTimeout as sleep } from 'node:timers/promises';
import { kafkaReason } from '#platform/kafka/reason';

/** How long to go on trying, and how long to wait between two tries. */
export interface Patience {
  waitMs: number;
  pauseMs: number;
}

/** KAFKA_WAIT_SECONDS, 0 by default: for how long a broker that is not ready yet is asked again. */
export const readPatience = (env: Readonly<Record<string, string | undefined>>): Patience => {
  const seconds = Number(env['KAFKA_WAIT_SECONDS'] ?? 0);
  if (!(seconds >= 0)) throw new Error('KAFKA_WAIT_SECONDS must be a number of seconds from 0');
  return { waitMs: seconds * 1_000, pauseMs: 2_000 };
};

/** Repeats what fails until it succeeds or the time is over, then fails as the last try did; says at each failure why. */
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
