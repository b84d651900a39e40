import { createHash } from 'node:crypto';
import type { Database, Queryable } from '#platform/db/database';
import { isOutage } from '#platform/db/outage';
import type { RawMessage } from '#platform/delivery/raw';
import type { Logger } from '#platform/logger';
import { clean } from '../domain/clean.ts';
import type { Letter, Place } from '../domain/dead-letter.ts';
import { readFacts, readPayload, type Facts } from '../domain/read-payload.ts';
import { deadLettersCaptured } from '../metrics.ts';
import { settleFailedReplay } from '../replay/settle.ts';
import { addArrival, hasArrival, type Came } from '../store/arrivals.ts';
import { addLetter, describeLetter, findLetterAt } from '../store/dead-letters.ts';
import { lockEvent } from '../store/lock-event.ts';
import { addUnread } from './add-unread.ts';
import { updateFailures } from './update-failures.ts';

/** The dependencies of capturing. */
export interface CaptureDeps {
  database: Database;
  log: Logger;
  newId: () => string;
  /** ISO; used for a message without a Kafka timestamp. */
  now: () => string;
}

/** A message without a place gets one from its bytes, so that a second delivery is recognised. */
const inventPlace = (topic: string, { payload, timestamp }: RawMessage): Place => {
  const digest = createHash('sha256').update(payload).update(String(timestamp)).digest();
  return { topic, partition: -1, offset: String(digest.readUIntBE(0, 6)) };
};

const cleanHeaders = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [clean(name, name.length), clean(value, value.length)]));

const letterOf = (topic: string, message: RawMessage): Letter => ({
  payload: message.payload,
  key: message.key === null ? null : clean(message.key, message.key.length),
  headers: cleanHeaders(message.headers),
  place: message.place ?? inventPlace(topic, message),
});

/** Runs work in a savepoint: if it fails, other than by an outage, only this work is undone. */
const orElse = async (tx: Queryable, work: () => Promise<void>, otherwise: (error: unknown) => Promise<void>): Promise<void> => {
  await tx.query('savepoint work');
  try {
    await work();
  } catch (error) {
    if (isOutage(error)) throw error;
    await tx.query('rollback to savepoint work');
    await otherwise(error);
  }
};

/**
 * The dead letter that this message belongs to: the same bytes from the same place, or a
 * replay of it that failed; null for a new one.
 */
const findKnown = async (tx: Queryable, { place, digest }: Came, { replayid }: Facts): Promise<string | null> =>
  (await findLetterAt(tx, place, digest)) ?? (await settleFailedReplay(tx, replayid))?.dead_letter_id ?? null;

const store = async (tx: Queryable, deps: CaptureDeps, topic: string, message: RawMessage): Promise<string | null> => {
  const letter = letterOf(topic, message);
  const digest = createHash('sha256').update(letter.payload).digest('hex');
  const arrival: Came = { place: letter.place, at: message.timestamp ?? Date.parse(deps.now()), dlq_topic: topic, digest };
  const facts = readFacts(readPayload(letter.payload), letter.key);
  await lockEvent(tx, facts.event_id, letter.place);
  if (await hasArrival(tx, arrival)) return null;
  const known = await findKnown(tx, arrival, facts);
  const id = known ?? deps.newId();
  if (known === null) await addLetter(tx, id, letter);
  await addArrival(tx, id, arrival);
  await orElse(
    tx,
    async () => {
      if (known === null) await describeLetter(tx, id, facts);
      await updateFailures(tx, deps.newId, id);
    },
    async (error) => {
      deps.log.error({ err: error, dead_letter_id: id }, 'a dead letter is stored but cannot be read');
      await addUnread(tx, deps.newId(), id, arrival.at);
    },
  );
  return id;
};

/**
 * Stores a message of a dead-letter topic, then interprets it as far as possible; whatever
 * it contains, it is not lost.
 */
export const capture = async (deps: CaptureDeps, topic: string, message: RawMessage): Promise<void> => {
  const id = await deps.database.transaction((tx) => store(tx, deps, topic, message));
  if (id !== null) deadLettersCaptured.inc({ topic });
  deps.log.info({ dead_letter_id: id, topic }, id === null ? 'a dead letter came again' : 'dead letter captured');
};
