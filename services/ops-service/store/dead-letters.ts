import type { Queryable } from '#platform/db/database';
import type { Letter, Place } from '../domain/dead-letter.ts';
import type { Facts } from '../domain/read-payload.ts';

/** Stores a dead letter as it came. */
export const addLetter = async (tx: Queryable, id: string, { place, key, headers, payload }: Letter): Promise<void> => {
  await tx.query(
    `insert into dead_letters (id, topic, partition, "offset", key, headers, payload, captured_at) values ($1, $2, $3, $4, $5, $6, $7, now())`,
    [id, place.topic, place.partition, place.offset, key, JSON.stringify(headers), payload],
  );
};

/** Adds what was read from a dead letter. */
export const describeLetter = async (tx: Queryable, id: string, facts: Facts): Promise<void> => {
  await tx.query(
    `update dead_letters set event_id = $2, event_type = $3, user_id = $4, task_id = $5, correlation_id = $6, event_time = $7 where id = $1`,
    [id, facts.event_id, facts.event_type, facts.user_id, facts.task_id, facts.correlation_id, facts.event_time],
  );
};

/** A dead letter by its id. */
export const findLetter = async (db: Queryable, id: string): Promise<Letter | null> => {
  const [row] = await db.query<Omit<Letter, 'place'> & { topic: string; partition: number; offset: string }>(
    `select topic, partition, "offset"::text, key, headers, payload from dead_letters where id = $1`,
    [id],
  );
  if (row === undefined) return null;
  const { topic, partition, offset, ...letter } = row;
  return { ...letter, place: { topic, partition, offset } };
};

/** The dead letter that the event with these bytes at this place became, or came back to. */
export const findLetterAt = async (tx: Queryable, { topic, partition, offset }: Place, digest: string): Promise<string | null> =>
  (
    await tx.query<{ dead_letter_id: string }>(
      `select dead_letter_id from arrivals where topic = $1 and partition = $2 and "offset" = $3 and digest in ($4, '') limit 1`,
      [topic, partition, offset, digest],
    )
  )[0]?.dead_letter_id ?? null;

/** The dead letters of one place, whatever their bytes. */
export const findLettersAt = async (tx: Queryable, { topic, partition, offset }: Place): Promise<string[]> =>
  (
    await tx.query<{ id: string }>(`select distinct dead_letter_id as id from arrivals where topic = $1 and partition = $2 and "offset" = $3 order by id`, [topic, partition, offset])
  ).map(({ id }) => id);

/** The dead letters of an event, in the order in which they are worked on. */
export const findLettersOf = async (tx: Queryable, event_id: string): Promise<string[]> =>
  (await tx.query<{ id: string }>('select id from dead_letters where event_id = $1 order by id', [event_id])).map(({ id }) => id);
