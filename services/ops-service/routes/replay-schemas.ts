import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import type { Deps } from '../context.ts';
import { mask } from '#contracts/mask';
import type { Actor } from '../replay/audit.ts';
import type { Replay } from '../store/replays.ts';

/** The dependencies of the replay routes. */
export type ReplayRouteDeps = Pick<Deps, 'database' | 'auth' | 'now' | 'newId'>;

/** Path parameters. */
export const idParams = z.strictObject({ id: z.uuid() });

/** Of all headers, only these are validated. */
export const keyHeaders = z.looseObject({
  'idempotency-key': z.string().min(1).max(200).optional().describe('the same key gets the same answer, without a second effect'),
});

/**
 * A replay as its answer shows it, without the data of an edited copy: that has parts
 * that its editor saw only masked.
 */
export const shownReplay = (replay: Replay): Replay => (replay.mode === 'edited' ? { ...replay, edited_data: mask } : replay);

/** The administrator who asks. */
export const actorOf = ({ user, id }: FastifyRequest): Actor => ({ id: user.id, source: 'api', correlationid: id });
