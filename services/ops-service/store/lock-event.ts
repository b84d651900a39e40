import type { Queryable } from '#platform/db/database';
import type { Place } from '../domain/dead-letter.ts';

/**
 * Until the transaction ends, nobody else works on this event: its dead letter and the reports on it come over two topics at once, and
 * whichever is second has to see the first. An event without an id is known by its place.
 */
export const lockEvent = async (tx: Queryable, event_id: string | null, { topic, partition, offset }: Place): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [event_id ?? `${topic}/${partition}/${offset}`]);
};
