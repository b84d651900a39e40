import type { Queryable } from '#platform/db/database';
import type { Place } from '../domain/dead-letter.ts';

/**
 * Locks an event until the transaction ends: its dead letter and the reports on it come
 * from two topics at once, and whichever is second must see the first. An event without an
 * id is identified by its place.
 */
export const lockEvent = async (tx: Queryable, event_id: string | null, { topic, partition, offset }: Place): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [event_id ?? `${topic}/${partition}/${offset}`]);
};
