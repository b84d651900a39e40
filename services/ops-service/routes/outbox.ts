import { z } from 'zod';
import { auditRecorded } from '#contracts/events/index';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../app.ts';
import { outboxReport } from '../outbox/outboxes.ts';
import { servicesWithOutbox } from '../outbox/services.ts';

const unavailable = (service: string): Problem =>
  new Problem(503, `${service} does not answer`, {
    detail: 'nothing was changed that we know of: look at GET /ops/outbox, and try again when it is reachable',
    headers: { 'retry-after': '5' },
  });

const readOutboxes = (app: Server, { outboxes, auth }: Deps): void => {
  app.get(
    '/ops/outbox',
    {
      preHandler: auth.requireAdmin,
      schema: { summary: 'The outbox of every service', tags: ['ops'], response: { 200: z.object({ items: z.array(outboxReport) }) } },
    },
    async () => ({ items: await outboxes.read() }),
  );
};

const retryOutbox = (app: Server, { outboxes, auth, database }: Deps): void => {
  app.post(
    '/ops/outbox/retry',
    {
      preHandler: auth.requireAdmin,
      schema: {
        summary: 'Give parked events of a service another try',
        tags: ['ops'],
        body: z.strictObject({ service: z.enum(servicesWithOutbox) }),
        response: { 200: z.object({ retried: z.int() }) },
      },
    },
    ({ body: { service }, user, id }) =>
      // The act and its audit event are one transaction as far as that goes: without a database nothing is retried.
      database.transaction(async (tx) => {
        await tx.query('select 1');
        const retried = await outboxes.retry(service).catch(() => Promise.reject(unavailable(service)));
        const data = { actor: user.id, operation: 'outbox.retried', source: 'api' as const, task_id: null, before: null, after: { service, retried } };
        tx.emit(auditRecorded, { key: user.id, correlationid: id, data });
        return { retried };
      }),
  );
};

/** GET /ops/outbox and POST /ops/outbox/retry: what waits to be published, and another try for what was set aside. */
export const outbox = (app: Server, deps: Deps): void => {
  readOutboxes(app, deps);
  retryOutbox(app, deps);
};
