import { hidden, type Server } from '../http/server.ts';
import { clockTicks } from '../metrics.ts';

/**
 * A clock for a service: the route that a Dapr cron binding calls at each tick (its metadata says `route: /clock/<name>`).
 * A tick that comes while the one before still works is skipped; what it would have done is done by the next.
 */
export const addClockRoute = (app: Server, name: string, tick: () => Promise<void>): void => {
  let working = false;
  const ticked = (): void => clockTicks.set({ clock: name }, Date.now() / 1_000);
  // A clock that never ticks is told by its age too.
  ticked();
  void app.register(async (clock) => {
    // daprd says application/json and sends no body, which the JSON parser would refuse.
    clock.removeAllContentTypeParsers();
    clock.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null));
    // daprd asks with OPTIONS whether the route exists, and calls it only then.
    clock.options(`/clock/${name}`, { schema: hidden }, async () => ({}));
    clock.post(`/clock/${name}`, { schema: hidden }, async () => {
      if (working) return { skipped: true };
      working = true;
      await tick().finally(() => (working = false));
      ticked();
      return { skipped: false };
    });
  });
};
