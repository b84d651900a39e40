import type { Queryable } from '#platform/db/database';

/** A replay that an outcome may end, with the failure that it is of. */
export interface Settling {
  id: string;
  failure_id: string;
  dead_letter_id: string;
}

/**
 * The replays that a consumer's report is about, with their failures locked; only the
 * newest replay of each failure. It may already have ended as unconfirmed or failed again:
 * what the consumer reports counts, however late.
 */
export const lockReported = (tx: Queryable, event_id: string, consumer: string): Promise<Settling[]> =>
  tx.query<Settling>(
    `select r.id, r.failure_id, f.dead_letter_id from failures f join replays r on r.failure_id = f.id
     where r.event_id = $1 and f.consumer = $2 and r.state in ('published', 'unconfirmed', 'failed_again')
       and not exists (select 1 from replays later where later.failure_id = f.id and later.id > r.id and later.state <> 'cancelled')
     order by f.id for update of f`,
    [event_id, consumer],
  );

/** A replay by its id, its failure locked. */
export const lockReplay = async (tx: Queryable, replay_id: string): Promise<Settling | null> =>
  (
    await tx.query<Settling>(
      `select r.id, r.failure_id, f.dead_letter_id from failures f join replays r on r.failure_id = f.id where r.id = $1 for update of f`,
      [replay_id],
    )
  )[0] ?? null;

/**
 * Published replays without a report since an instant (ISO), with their failures locked;
 * those that another worker settles are skipped.
 */
export const lockOverdue = (tx: Queryable, since: string, limit: number): Promise<(Settling & { consumer: string; unsent: boolean })[]> =>
  tx.query<Settling & { consumer: string; unsent: boolean }>(
    `select r.id, r.failure_id, f.dead_letter_id, f.consumer, exists (select 1 from outbox o where o.id::text = r.event_id) as unsent
     from failures f join replays r on r.failure_id = f.id
     where r.state = 'published' and r.published_at < $1 order by f.id limit $2 for update of f skip locked`,
    [since, limit],
  );

/** How a replay ended. */
export interface End {
  state: 'handled' | 'failed_again' | 'unconfirmed' | 'cancelled';
  outcome: string | null;
  reason: string | null;
}

/** Ends replays that are still in one of these states; returns their failures. */
export const endReplays = async (tx: Queryable, ids: readonly string[], from: readonly string[], { state, outcome, reason }: End): Promise<string[]> =>
  (
    await tx.query<{ failure_id: string }>(
      `update replays set state = $3, outcome = $4, reason = $5, settled_at = now() where id = any($1) and state = any($2) returning failure_id`,
      [ids, from, state, outcome, reason],
    )
  ).map(({ failure_id }) => failure_id);
