import type { FastifyInstance } from 'fastify';
import type { Queryable } from '../db/database.ts';
import { readProgress } from '../delivery/progress.ts';
import { listParked, outboxState, retryParked } from '../outbox/rows.ts';

/** How a service's outbox is doing, and another try for its parked events; for ops-service, through the sidecar. */
export const addOutboxRoutes = (app: FastifyInstance, db: Queryable, wake: () => void): void => {
  const schema = { hide: true } as object;
  app.get('/internal/outbox', { schema }, async () => ({ ...(await outboxState(db)), parked_events: await listParked(db, 100) }));
  app.post('/internal/outbox/retry', { schema }, async () => {
    const retried = await retryParked(db);
    wake();
    return { retried };
  });
};

/** How far a consumer has come in its partitions, and when its clocks ticked; for ops-service, through the sidecar. */
export const addProgressRoute = (app: FastifyInstance): void => {
  app.get('/internal/progress', { schema: { hide: true } as object }, readProgress);
};
