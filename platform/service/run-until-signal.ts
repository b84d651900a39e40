import { setTimeout as sleep } from 'node:timers/promises';
import type { Health } from '../health.ts';
import type { Logger } from '../logger.ts';

/** What {@link runUntilSignal} stops, in order. */
export interface Running {
  log: Logger;
  health: Health;
  /** How long deliveries are still accepted after health has turned red, in ms. */
  drainMs: number;
  /** How to close each part: first the server, then what it depends on. */
  close: (() => Promise<unknown>)[];
}

/** Shorter than Kubernetes and the local supervisor allow. */
const longestStopMs = 30_000;

/**
 * Stops the service on SIGTERM or SIGINT without losing a delivery: health turns red, the
 * sidecar pauses its subscriptions, what still arrives is handled, then everything closes.
 */
export const runUntilSignal = ({ log, health, drainMs, close }: Running): void => {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error('the service does not stop in time; ending it');
      process.exit(1);
    }, longestStopMs).unref();
    health.red('stopping', signal);
    await sleep(drainMs);
    for (const part of close) await part().catch((error: unknown) => log.error({ err: error }, 'a part does not close'));
    log.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  process.on('unhandledRejection', (error) => {
    log.fatal({ err: error }, 'a promise was rejected and nobody looked: a bug; the process ends and is started again');
    process.exit(1);
  });
};
