import { isOutage } from '../db/outage.ts';
import type { OutageGuard } from './outage-guard.ts';

/** How long a delivery waits for infrastructure to come back before it is handed back, in ms. */
const holdMs = 20_000;

/** Does the work of a delivery, again after each outage; resolves with `unavailable` where one lasts too long, and throws what is none. */
export const holdThrough = async <T>(
  outage: Pick<OutageGuard, 'over' | 'report'>,
  work: () => Promise<T>,
  isOne: (error: unknown) => boolean = isOutage,
): Promise<T | 'unavailable'> => {
  const deadline = Date.now() + holdMs;
  while (await outage.over(deadline - Date.now())) {
    try {
      return await work();
    } catch (error) {
      if (!isOne(error)) throw error;
      outage.report(error);
    }
  }
  return 'unavailable';
};
