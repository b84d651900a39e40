import type { Queryable } from '../db/database.ts';

/** An unpublished event, the oldest of its lane. */
export interface OutboxRow {
  position: number;
  id: string;
  topic: string;
  key: string;
  event: string;
}

/** Which heads to read: of these topics and buckets, except lanes that have to wait. */
export interface HeadsWanted {
  topics: readonly string[];
  buckets: readonly number[];
  except: readonly string[];
  /** The most heads, and the most bytes of their events. */
  limit: number;
  bytes: number;
}

/** Heads of lanes, and the topics that have more: behind these heads, or beyond the limits. */
export interface Heads {
  rows: OutboxRow[];
  more: Set<string>;
}

/** The name of a lane; no topic has a space in its name. */
export const laneOf = ({ topic, key }: Pick<OutboxRow, 'topic' | 'key'>): string => `${topic} ${key}`;

/**
 * The oldest unpublished event of each lane, oldest first. The next event of a lane shows
 * up only when the one before it is gone, so no relay ever sends an event whose predecessor
 * Kafka has not acknowledged.
 */
export const readLaneHeads = async (db: Queryable, { topics, buckets, except, limit, bytes }: HeadsWanted): Promise<Heads> => {
  const found = await db.query<OutboxRow & { lanes: number; behind: string[] }>(
    `with lanes as materialized (
       select topic, min(position) as position, count(*) as waiting from outbox
       where topic = any($1) and bucket = any($2) and parked_at is null and topic || ' ' || key <> all($3)
       group by topic, key
     ), heads as materialized (select * from lanes order by position limit $4)
     select position, id, topic, key, event, (select count(*) from lanes) as lanes,
       array(select distinct topic from heads where waiting > 1) as behind
     from (
       select *, sum(octet_length(event)) over (order by position) as bytes_so_far, row_number() over (order by position) as row_so_far
       -- An array, not a join: planned while the table was empty, a join reads all of it for each head.
       from outbox where position = any(array(select position from heads))
     ) wave where bytes_so_far <= $5 or row_so_far = 1 order by position`,
    [topics, buckets, except, limit, bytes],
  );
  const [first] = found;
  if (first === undefined) return { rows: [], more: new Set() };
  const isCut = found.length < first.lanes;
  return { rows: found.map(({ lanes: _lanes, behind: _behind, ...row }) => row), more: new Set(isCut ? topics : first.behind) };
};

/**
 * Removes what Kafka has acknowledged, without waiting for the disk: losing this write in a
 * crash only publishes the events again.
 */
export const removePublished = (db: Queryable, positions: readonly number[]): Promise<unknown> =>
  db.query(
    `with async as materialized (select set_config('synchronous_commit', 'off', true))
     delete from outbox using async where position = any($1)`,
    [positions],
  );

/** Parks an event that the broker refuses for good, so that later ones of its lane can go on. */
export const parkEvent = (db: Queryable, position: number, reason: string): Promise<unknown> =>
  db.query('update outbox set parked_at = now(), parked_reason = $2 where position = $1', [position, reason]);

/** Unparks events for another try; returns how many. */
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

/** An event that waits to be published. */
export interface OutboxWaiting {
  id: string;
  topic: string;
  created_at: Date;
}

/** The events that have waited longest. */
export const listOldest = (db: Queryable, limit: number): Promise<OutboxWaiting[]> =>
  db.query<OutboxWaiting>(`select id, topic, created_at from outbox where parked_at is null order by "position" limit $1`, [limit]);
