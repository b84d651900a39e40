import { within } from '../dapr/invocation.ts';
import { isOutage } from '../db/outage.ts';
import { hidden, type Server } from '../http/server.ts';
import { clockTicks } from '../metrics.ts';
import type { OutageGuard } from './outage-guard.ts';

/** A clock of a service. */
export interface ClockOptions {
  /** Of the route, `/clock/<name>`. */
  name: string;
  tick: () => Promise<void>;
  outage: Pick<OutageGuard, 'report'>;
  /** A tick that takes longer counts as an outage, and the next one goes on without it: what it holds is locked in rows. In ms. */
  limitMs?: number;
}

/** Its parts each have a limit of their own that is far below. */
const longestTickMs = 120_000;

/**
 * A clock for a service: the route that a Dapr cron binding calls at each tick (its metadata says `route: /clock/<name>`).
 * A tick that comes while the one before still works is skipped; what it would have done is done by the next.
 */
export const addClockRoute = (app: Server, { name, tick, outage, limitMs = longestTickMs }: ClockOptions): void => {
  let working = false;
  const ticked = (): void => clockTicks.set({ clock: name }, Date.now() / 1_000);
  // A clock that never ticks is told by its age too.
  ticked();
  // daprd asks with OPTIONS whether the route exists, and calls it only then.
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
