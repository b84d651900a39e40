import type { z } from 'zod';
import type { dossier } from '#contracts/http/ops/failures';
import type { Queryable } from '#platform/db/database';
import { listedColumns, type ListedFailure } from './list-failures.ts';

/** A failure with its event's bytes and everything reported about it. */
export type FoundFailure = Omit<z.output<typeof dossier>, 'masked' | 'trace_url' | 'payload' | 'payload_encoding' | 'refusal' | 'tries' | 'arrivals' | 'replays' | 'others'> & { payload: Buffer };

/** A failure by its id. */
export const findFailure = async (db: Queryable, id: string): Promise<FoundFailure | null> =>
  (
    await db.query<FoundFailure>(
      `select ${listedColumns}, f.stack, f.build, f.archived_reason, f.archived_at, d.correlation_id, d.event_time, d.captured_at, d.key, d.headers, d.payload
       from failures f join dead_letters d on d.id = f.dead_letter_id where f.id = $1`,
      [id],
    )
  )[0] ?? null;

/** Other failures of the same event: by other consumers, or of a second copy. */
export const listSiblings = (db: Queryable, { id, dead_letter_id, event_id }: ListedFailure): Promise<ListedFailure[]> =>
  db.query<ListedFailure>(
    `select ${listedColumns} from dead_letters d join failures f on f.dead_letter_id = d.id
     where (d.id = $2 or d.event_id = $3) and f.id <> $1 order by f.last_failed_at desc, f.id limit 100`,
    [id, dead_letter_id, event_id],
  );
