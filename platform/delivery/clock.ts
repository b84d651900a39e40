import { within } from '../dapr/invocation.ts';
import { isOutage } from '../db/outage.ts';
import { hidden, type Server } from '../http/server.ts';
import { clockTicks } from '../metrics.ts';
import type { OutageGuard } from './outage-guard.ts';

/** A clock of a service. */
export interface ClockOptions {
  /** Its route is `/clock/<name>`. */
  name: string;
  tick: () => Promise<void>;
  outage: Pick<OutageGuard, 'report'>;
  /**
   * A tick that takes longer than this, in ms, counts as an outage, and the next one runs
   * without waiting for it: row locks keep them apart.
   */
  limitMs?: number;
}

/** Each part of a tick has a much lower limit of its own. */
const longestTickMs = 120_000;

/**
 * A clock for a service: the route that a Dapr cron binding calls at each tick (its
 * metadata says `route: /clock/<name>`). A tick that comes while the previous one is still
 * running is skipped; the next one does its work.
 */
export const addClockRoute = (app: Server, { name, tick, outage, limitMs = longestTickMs }: ClockOptions): void => {
  let working = false;
  const ticked = (): void => clockTicks.set({ clock: name }, Date.now() / 1_000);
  // So that a clock that never ticks shows its age too.
  ticked();
  // daprd first asks with OPTIONS whether the route exists.
  app.options(`/clock/${name}`, { schema: hidden }, async () => ({}));
  app.post(`/clock/${name}`, { schema: hidden }, async () => {
    if (working) return { skipped: true };
    working = true;
    try {
      await within(limitMs, `the clock ${name}`, tick());
    } catch (error) {
      if (isOutage(error)) outage.report(error);
      throw error;
    } finally {
      working = false;
    }
    ticked();
    return { skipped: false };
  });
};
