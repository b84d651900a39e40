import type { Queryable } from '../db/database.ts';
import { readProgress } from '../delivery/progress.ts';
import { listParked, outboxState, retryParked } from '../outbox/rows.ts';
import { hidden, type Server } from './server.ts';

/** How a service's outbox is doing, and another try for its parked events; for ops-service, through the sidecar. */
export const addOutboxRoutes = (app: Server, db: Queryable, wake: () => void): void => {
  app.get('/internal/outbox', { schema: hidden }, async () => ({ ...(await outboxState(db)), parked_events: await listParked(db, 100) }));
  app.post('/internal/outbox/retry', { schema: hidden }, async () => {
    const retried = await retryParked(db);
    wake();
    return { retried };
  });
};

/** How far a consumer has come in its partitions, and when its clocks ticked; for ops-service, through the sidecar. */
export const addProgressRoute = (app: Server): void => {
  app.get('/internal/progress', { schema: hidden }, readProgress);
};
