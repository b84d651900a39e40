import type { Queryable } from '../db/database.ts';
import { readProgress } from '../delivery/progress.ts';
import { listOldest, listParked, outboxState, retryParked } from '../outbox/rows.ts';
import { hidden, type Server } from './server.ts';

/**
 * The state of a service's outbox, and a retry of its parked events; for ops-service,
 * through the sidecar.
 */
export const addOutboxRoutes = (app: Server, db: Queryable, wake: () => void): void => {
  app.get('/internal/outbox', { schema: hidden }, async () => ({ ...(await outboxState(db)), parked_events: await listParked(db, 100), oldest_events: await listOldest(db, 5) }));
  app.post('/internal/outbox/retry', { schema: hidden }, async () => {
    const retried = await retryParked(db);
    wake();
    return { retried };
  });
};

/**
 * A consumer's progress in its partitions and the last ticks of its clocks; for
 * ops-service, through the sidecar.
 */
export const addProgressRoute = (app: Server): void => {
  app.get('/internal/progress', { schema: hidden }, readProgress);
};
