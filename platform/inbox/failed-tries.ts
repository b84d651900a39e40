import { LRUCache } from 'lru-cache';
import { inboxDays } from '#contracts/envelope';
import { purgeRows, type Purge } from '../db/purge.ts';
import type { Queryable } from '../db/queryable.ts';

/** The place of a message in Kafka, as far as the sidecar tells. */
interface At {
  topic: string;
  partition: number | null;
  offset: string | null;
}

/** How often in a row an event failed, and where. */
export interface FailedTries extends At {
  tries: number;
}

/**
 * Failed tries of consumers without a database: of recent events, as far as this process
 * has seen them.
 */
export interface TriesInMemory {
  /** Counts a failed try and returns its number at this place. */
  count(eventId: string, at: At): number;
  find(eventIds: readonly string[]): Map<string, FailedTries>;
  forget(eventIds: readonly string[]): void;
}

/** The most events whose failed tries a process keeps in memory. */
const mostInMemory = 10_000;

const isSame = (a: At, b: At): boolean => a.topic === b.topic && a.partition === b.partition && a.offset === b.offset;

/** The number of the next try at a place. */
export const nextTry = (before: FailedTries | undefined, at: At): number => (before !== undefined && isSame(before, at) ? before.tries + 1 : 1);

/** Counts failed tries in memory. */
export const rememberTries = (): TriesInMemory => {
  const known = new LRUCache<string, FailedTries>({ max: mostInMemory });
  return {
    count: (eventId, { topic, partition, offset }) => {
      const tries = nextTry(known.get(eventId), { topic, partition, offset });
      known.set(eventId, { topic, partition, offset, tries });
      return tries;
    },
    find: (eventIds) =>
      new Map(
        eventIds.flatMap((id) => {
          const tries = known.peek(id);
          return tries === undefined ? [] : [[id, tries]];
        }),
      ),
    forget: (eventIds) => eventIds.forEach((id) => known.delete(id)),
  };
};

/**
 * Counts a failed try in the database, so that a restart does not forget it; returns its
 * number at this place.
 */
export const countFailedTry = async (tx: Queryable, consumer: string, eventId: string, { topic, partition, offset }: At): Promise<number> => {
  const [row] = await tx.query<{ tries: number }>(
    `insert into failed_tries as known (consumer, event_id, topic, partition, "offset", tries) values ($1, $2, $3, $4, $5, 1)
     on conflict (consumer, event_id) do update set
       tries = case when (known.topic, known.partition, known."offset") is not distinct from (excluded.topic, excluded.partition, excluded."offset")
         then known.tries + 1 else 1 end,
       topic = excluded.topic, partition = excluded.partition, "offset" = excluded."offset", failed_at = now()
     returning tries`,
    [consumer, eventId, topic, partition, offset],
  );
  return row!.tries;
};

/** Forgets the failed tries of events that no replay can reach any more. */
export const purgeTries = (db: Queryable): Purge =>
  purgeRows(db, { table: 'failed_tries', where: 'failed_at < now() - make_interval(days => $1)', values: [inboxDays] });
