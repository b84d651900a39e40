import type { NotificationChannel } from '#contracts/notification';
import { claimDeliveries, type Claim } from '../store/deliveries.ts';
import { tryDelivery, type TryDeps } from './try-delivery.ts';

/** Workers that take deliveries to their users, beside the handlers, so that a slow server blocks nothing but its own channel. */
export interface Workers {
  /** Looks for work at once. */
  wake(): void;
  /** Begins nothing new and resolves when all tries under way have ended. */
  stop(): Promise<void>;
}

/** What {@link startWorkers} needs beside the parts of a try. */
export interface WorkerOptions extends TryDeps {
  /** Tries at once, by channel. */
  concurrency: Record<NotificationChannel, number>;
  /** How often to look for work without being woken, in ms. */
  pollMs: number;
  /** After this long a try that has not ended counts as lost, in ms; longer than any sender takes. */
  leaseMs: number;
}

const startLane = (channel: NotificationChannel, options: WorkerOptions): Workers => {
  const { database, concurrency, pollMs, leaseMs, log } = options;
  const running = new Set<Promise<void>>();
  let stopped = false;
  let looking: Promise<void> | undefined;
  let again = false;
  let failing = false;

  const begin = (claim: Claim): void => {
    const work: Promise<void> = tryDelivery(options, claim)
      // Nothing is lost: the lease runs out, and another try begins.
      .catch((error: unknown) => log.warn({ err: error, notification_id: claim.notification_id, channel }, 'a try cannot be closed; it is made again'))
      .finally(() => {
        running.delete(work);
        wake();
      });
    running.add(work);
  };
  const look = async (): Promise<void> => {
    do {
      again = false;
      const free = concurrency[channel] - running.size;
      if (stopped || free <= 0) return;
      const claims = await claimDeliveries(database, channel, free, leaseMs);
      failing = false;
      claims.forEach(begin);
    } while (again);
  };
  const wake = (): void => {
    again = true;
    looking ??= look()
      .catch((error: unknown) => {
        // Said once an outage, not at each poll.
        if (!failing) log.warn({ err: error, channel }, 'deliveries cannot be claimed; trying again');
        failing = true;
      })
      .finally(() => (looking = undefined));
  };
  const timer = setInterval(wake, pollMs);
  wake();
  return {
    wake,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await looking;
      await Promise.all(running);
    },
  };
};

/** Starts a lane of workers for each channel. */
export const startWorkers = (options: WorkerOptions): Workers => {
  const lanes = (['email', 'push', 'in_app'] as const).map((channel) => startLane(channel, options));
  return {
    wake: () => lanes.forEach((lane) => lane.wake()),
    stop: async () => void (await Promise.all(lanes.map((lane) => lane.stop()))),
  };
};
