import { z } from 'zod';
import type { Deps } from '../context.ts';

/**
 * Shared by routes of a signed-in user: the token and the user's rate limit, before the
 * body is read. Not open to assistants.
 */
export const asUser = ({ auth }: Pick<Deps, 'auth'>) => ({ onRequest: auth.requireUser });

/** The same for a read route that is also open to a user's assistants. */
export const asReader = ({ auth }: Pick<Deps, 'auth'>) => ({ onRequest: auth.requireScope('read') });

/** The same for a write route, open to assistants with that scope. */
export const asWriter = ({ auth }: Pick<Deps, 'auth'>) => ({ onRequest: auth.requireScope('write') });

/** For the API page: the route needs a token. */
export const bearer = [{ bearer: [] }];

/** A task in the path. */
export const taskParams = z.strictObject({ id: z.uuid() });

/** Of all headers, only these are validated. */
export const idempotencyHeaders = z.looseObject({
  'idempotency-key': z.string().min(1).max(200).optional().describe('the same key and body get the same answer, without a second effect, for 24 hours'),
});

/** The version that a change is meant for. */
export const ifMatchHeaders = z.looseObject({
  'if-match': z.string().max(200).regex(/^(\*|(W\/)?"[^"]*"(\s*,\s*(W\/)?"[^"]*")*)$/, 'must be an ETag such as "3", or *').optional().describe('an ETag: the change is refused with 412 when the task is another version'),
});
