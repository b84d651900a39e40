import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import type { Deps } from '../context.ts';
import type { Actor } from '../replay/audit.ts';

/** What the routes of replays stand on. */
export type ReplayRouteDeps = Pick<Deps, 'database' | 'auth' | 'now' | 'newId'>;

/** What stands in the path. */
export const idParams = z.strictObject({ id: z.uuid() });

/** Headers are many: only those named here are looked at. */
export const keyHeaders = z.looseObject({
  'idempotency-key': z.string().min(1).max(200).optional().describe('the same key gets the same answer, without a second effect'),
});

/** The administrator who asks. */
export const actorOf = ({ user, id }: FastifyRequest): Actor => ({ id: user.id, source: 'api', correlationid: id });
