import { z } from 'zod';
import type { Deps } from '../context.ts';

/** What a route of a logged-in user has in common: the token, and the limit on all that a user sends, before the body is read. No assistant gets in here. */
export const asUser = ({ auth }: Pick<Deps, 'auth'>) => ({ onRequest: auth.requireUser });

/** The same for a route that shows a user's own to any of their assistants too. */
export const asReader = ({ auth }: Pick<Deps, 'auth'>) => ({ onRequest: auth.requireScope('read') });

/** The same for a route that changes it, for assistants that may. */
export const asWriter = ({ auth }: Pick<Deps, 'auth'>) => ({ onRequest: auth.requireScope('write') });

/** For the API page: the route needs a token. */
export const bearer = [{ bearer: [] }];

/** A task in the path. */
export const taskParams = z.strictObject({ id: z.uuid() });

/** Headers are many: only those named here are looked at. */
export const idempotencyHeaders = z.looseObject({
  'idempotency-key': z.string().min(1).max(200).optional().describe('the same key and body get the same answer, without a second effect, for 24 hours'),
});

/** The version that a change is meant for. */
export const ifMatchHeaders = z.looseObject({
  'if-match': z.string().max(200).optional().describe('an ETag: the change is refused with 412 when the task is another version'),
});
