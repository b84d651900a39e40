import type { Queryable } from '../db/database.ts';

/** An unpublished event, the oldest of its lane. */
export interface OutboxRow {
  position: number;
  id: string;
  key: string;
  event: string;
}

/**
 * The oldest unpublished event of each lane of a topic, oldest first. The next event of a lane shows up only when the one before it
 * is gone, so no relay ever sends an event whose predecessor Kafka has not acknowledged.
 */
export const readLaneHeads = (
  db: Queryable,
  lanes: { topic: string; buckets: number[]; except: string[]; limit: number; bytes: number },
): Promise<OutboxRow[]> =>
  db.query<OutboxRow>(
    `select position, id, key, event from (
       select o.position, o.id, o.key, o.event,
         sum(octet_length(o.event)) over (order by o.position) as bytes_so_far, row_number() over (order by o.position) as row_so_far
       from (
         select distinct on (key) position from outbox
         where topic = $1 and bucket = any($2) and parked_at is null and key <> all($3)
         order by key, position
       ) heads join outbox o using (position) order by o.position limit $4
     ) wave where bytes_so_far <= $5 or row_so_far = 1 order by position`,
    [lanes.topic, lanes.buckets, lanes.except, lanes.limit, lanes.bytes],
  );

/** Removes what Kafka has acknowledged. Losing this write in a crash only publishes the events once more: no need to wait for the disk. */
export const removePublished = (db: Queryable, positions: number[]): Promise<unknown> =>
  db.query(
    `with async as materialized (select set_config('synchronous_commit', 'off', true))
     delete from outbox using async where position = any($1)`,
    [positions],
  );

/** Sets an event aside that the broker refuses for good, so that the later ones of its lane go on. */
export const parkEvent = (db: Queryable, position: number, reason: string): Promise<unknown> =>
  db.query('update outbox set parked_at = now(), parked_reason = $2 where position = $1', [position, reason]);

/** Gives parked events another try; returns how many. */
export const retryParked = async (db: Queryable): Promise<number> =>
  (await db.query('update outbox set parked_at = null, parked_reason = null where parked_at is not null returning 1')).length;

/** What waits in an outbox. */
export interface OutboxState {
  waiting: number;
  parked: number;
  /** Seconds since the oldest waiting event was written. */
  oldest_age: number;
}

/** Counts an outbox. */
export const outboxState = async (db: Queryable): Promise<OutboxState> => {
  const [state] = await db.query<OutboxState>(
    `select count(*) filter (where parked_at is null) as waiting, count(parked_at) as parked,
       coalesce(extract(epoch from now() - min(created_at) filter (where parked_at is null)), 0)::float8 as oldest_age
     from outbox`,
  );
  return state!;
};

/** A parked event as an operator sees it. */
export interface ParkedEvent {
  id: string;
  topic: string;
  key: string;
  created_at: Date;
  parked_at: Date;
  parked_reason: string;
}

/** The oldest parked events. */
export const listParked = (db: Queryable, limit: number): Promise<ParkedEvent[]> =>
  db.query<ParkedEvent>(
    `select id, topic, key, created_at, parked_at, parked_reason from outbox
     where parked_at is not null order by position limit $1`,
    [limit],
  );
