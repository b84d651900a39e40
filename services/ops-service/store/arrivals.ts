import type { Queryable } from '#platform/db/database';
import type { Arrival } from '../domain/dead-letter.ts';

/** An arrival with the digest of its bytes, because a place alone does not identify it. */
export interface Came extends Arrival {
  dlq_topic: string;
  /** SHA-256, hex. */
  digest: string;
}

/** Whether this arrival was already stored: the sidecar may deliver it again. */
export const hasArrival = async (tx: Queryable, { place, at, digest }: Came): Promise<boolean> =>
  (
    await tx.query(`select 1 from arrivals where topic = $1 and partition = $2 and "offset" = $3 and arrived_at = $4 and digest in ($5, '')`, [
      place.topic, place.partition, place.offset, new Date(at), digest,
    ])
  ).length > 0;

/** Stores an arrival of a dead letter. */
export const addArrival = async (tx: Queryable, dead_letter_id: string, { place, at, dlq_topic, digest }: Came): Promise<void> => {
  await tx.query(`insert into arrivals (topic, partition, "offset", arrived_at, dlq_topic, dead_letter_id, digest) values ($1, $2, $3, $4, $5, $6, $7)`, [
    place.topic, place.partition, place.offset, new Date(at), dlq_topic, dead_letter_id, digest,
  ]);
};

/** The arrivals of a dead letter, oldest first. */
export const listArrivals = async (db: Queryable, dead_letter_id: string): Promise<(Arrival & { dlq_topic: string })[]> =>
  (
    await db.query<{ topic: string; partition: number; offset: string; arrived_at: Date; dlq_topic: string }>(
      `select topic, partition, "offset"::text, arrived_at, dlq_topic from arrivals where dead_letter_id = $1 order by arrived_at`,
      [dead_letter_id],
    )
  ).map(({ topic, partition, offset, arrived_at, dlq_topic }) => ({ place: { topic, partition, offset }, at: arrived_at.getTime(), dlq_topic }));
