import { isOutage } from '../db/outage.ts';
import type { OutageGuard } from './outage-guard.ts';

/** How long a delivery is held while infrastructure is down, in ms, before it is handed back. */
export const holdMs = 20_000;

/** Until when to wait, as epoch milliseconds, and which errors are outages. */
interface Hold {
  until?: number;
  isOne?: (error: unknown) => boolean;
}

/**
 * Does the work of a delivery, again after each outage; resolves with `unavailable` if an
 * outage lasts too long, and rethrows other errors.
 */
export const holdThrough = async <T>(
  outage: Pick<OutageGuard, 'over' | 'report'>,
  work: () => Promise<T>,
  { until = Date.now() + holdMs, isOne = isOutage }: Hold = {},
): Promise<T | 'unavailable'> => {
  while (await outage.over(Math.max(0, until - Date.now()))) {
    try {
      return await work();
    } catch (error) {
      if (!isOne(error)) throw error;
      outage.report(error);
    }
  }
  return 'unavailable';
};
