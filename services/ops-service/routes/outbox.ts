import { z } from 'zod';
import { auditRecorded } from '#contracts/events/index';
import { outboxReport } from '#contracts/http/ops/outbox';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { reasonOf } from '../outbox/outboxes.ts';
import { servicesWithOutbox } from '../outbox/services.ts';

const unavailable = (service: string, error: unknown): Problem =>
  new Problem(503, `${service} cannot be asked for that now`, {
    detail: `${reasonOf(error)}; nothing was changed that we know of: look at GET /ops/outbox, and try again when it is reachable`,
    headers: { 'retry-after': '5' },
  });

/** GET /ops/outbox: what waits to be published, in every service. */
export const getOutboxes = (app: Server, { outboxes, auth }: Pick<Deps, 'outboxes' | 'auth'>): void => {
  app.get(
    '/ops/outbox',
    {
      onRequest: auth.requireAdmin,
      schema: { summary: 'The outbox of every service', tags: ['operations'], response: { 200: z.object({ items: z.array(outboxReport) }) } },
    },
    async () => ({ items: await outboxes.read() }),
  );
};

/** POST /ops/outbox/retry: another try for what was set aside. */
export const postOutboxRetry = (app: Server, { outboxes, auth, database }: Pick<Deps, 'outboxes' | 'auth' | 'database'>): void => {
  app.post(
    '/ops/outbox/retry',
    {
      onRequest: auth.requireAdmin,
      schema: {
        summary: 'Give parked events of a service another try',
        tags: ['operations'],
        body: z.strictObject({ service: z.enum(servicesWithOutbox) }),
        response: { 200: z.object({ retried: z.int() }) },
      },
    },
    ({ body: { service }, user, id }) =>
      // The act and its audit event share a transaction as far as possible: without a
      // database nothing is retried.
      database.transaction(async (tx) => {
        await tx.query('select 1');
        const retried = await outboxes.retry(service).catch((error: unknown) => Promise.reject(unavailable(service, error)));
        const data = { actor: user.id, operation: 'outbox.retried', source: 'api' as const, task_id: null, before: null, after: { service, retried } };
        tx.emit(auditRecorded, { key: user.id, correlationid: id, data });
        return { retried };
      }),
  );
};
