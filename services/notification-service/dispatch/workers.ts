import type { NotificationChannel } from '#contracts/notification';
import { repeat, type Repeated } from '#platform/repeat';
import { createTurns } from '../domain/turns.ts';
import { claimDispatches, type Claim } from '../store/dispatches.ts';
import type { WakeChannel } from './request-dispatches.ts';
import { tryDispatch, type TryDeps } from './try-dispatch.ts';

export interface WorkerOptions extends TryDeps {
  /** How many tries go on at once, by channel. */
  concurrency: Record<NotificationChannel, number>;
  /** How often to look for work without being woken, in ms. */
  pollMs: number;
  /** A try that takes longer than this counts as lost, in ms; no sender takes that long. */
  leaseMs: number;
}

/** A lane for each channel. */
export interface Workers {
  /** Tells the lane of a channel that there is work for it. */
  wake: WakeChannel;
  /** Resolves when the tries under way have ended. */
  stop(): Promise<void>;
}

const startLane = (channel: NotificationChannel, options: WorkerOptions): Repeated => {
  const { database, concurrency, pollMs, leaseMs, log, now } = options;
  const running = new Set<Promise<void>>();
  const turns = createTurns();
  /** Whether the last look may have left something due behind. */
  let left = false;
  const begin = (claim: Claim): void => {
    const work: Promise<void> = tryDispatch(options, claim)
      // Nothing is lost: once the lease has run out, another try begins.
      .catch((error: unknown) => log.warn({ err: error, notification_id: claim.notification_id, channel }, 'a try cannot be closed; it is made again'))
      .finally(() => {
        running.delete(work);
        turns.end(claim.user_id);
        if (left) claiming.wake();
      });
    running.add(work);
  };
  const claiming = repeat({ what: `claiming dispatches by ${channel}`, everyMs: pollMs, log }, async () => {
    left = running.size >= concurrency[channel];
    for (let free = concurrency[channel] - running.size; free > 0; free = concurrency[channel] - running.size) {
      const passOver = turns.passedOver();
      const { claims, areMore } = await claimDispatches(database, { channel, limit: free, passOver, leaseMs });
      left = areMore || passOver.length > 0;
      for (const claim of claims) {
        turns.begin(claim.user_id, { areMore, now: now() });
        begin(claim);
      }
      if (claims.length === 0 && turns.isRound()) turns.newRound(now());
      else if (!areMore) return;
    }
  });
  return {
    wake: claiming.wake,
    stop: async () => {
      await claiming.stop();
      await Promise.all(running);
    },
  };
};

/**
 * Starts a lane of workers for each channel, independent of the handlers, so that a slow
 * server holds up nothing but its own channel. When many dispatches are due, users take
 * turns, each with only a few tries at once.
 */
export const startWorkers = (options: WorkerOptions): Workers => {
  const lanes = { email: startLane('email', options), push: startLane('push', options), in_app: startLane('in_app', options) };
  return {
    wake: (channel) => lanes[channel].wake(),
    stop: async () => void (await Promise.all(Object.values(lanes).map((lane) => lane.stop()))),
  };
};
