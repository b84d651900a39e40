import type { Database, Queryable, Transaction } from '#platform/db/database';
import { Problem } from '#platform/http/problem';
import { addToSummary, emptySummary, type BulkSummary } from '../domain/bulk-summary.ts';
import { decideBulkReplay, type Edited } from '../domain/replay-event.ts';
import { addWaitingReplays, walkOpen, type GroupMember, type NewWaiting, type Selection } from '../store/bulk-items.ts';
import { addBulkReplay, findBulkByKey, findBulkReplay, setTotal, type BulkReplayWithProgress } from '../store/bulk-replays.ts';
import { moveFailures } from '../store/replays.ts';
import { recordAct, type Actor } from './audit.ts';
import type { ReplayDeps } from './start-replay.ts';

/** An administrator's request to replay what is selected. */
export interface BulkRequest extends Selection {
  rate_per_second: number;
  actor: Actor;
  idempotency_key: string | undefined;
}

const editedOf = ({ edited_event_id, edited_data }: GroupMember): Edited | null =>
  edited_event_id === null ? null : { event_id: edited_event_id, data: edited_data };

/** Checks one failure as its replay would, and counts it; null when it stays behind. */
const take = (member: GroupMember, summary: BulkSummary, id: string, now: string): NewWaiting | null => {
  const edited = editedOf(member);
  const decision = decideBulkReplay({ letter: member, consumer: member.consumer, replay_id: id, now, edited });
  addToSummary(summary, { ...member, refusal: decision.kind === 'refused' ? decision.refusal : null });
  if (decision.kind === 'refused') return null;
  return { id, failure_id: member.failure_id, event_id: decision.event.envelope.id, mode: edited === null ? 'same' : 'edited', edited_data: member.edited_data };
};

/**
 * Walks through a selection and hands over, page by page, what would be replayed; returns
 * the summary.
 */
const walk = async (
  db: Queryable,
  { now, newId }: ReplayDeps,
  walked: { selection: Selection; lock: boolean },
  each: (waiting: NewWaiting[]) => Promise<unknown>,
): Promise<BulkSummary> => {
  const summary = emptySummary();
  for await (const members of walkOpen(db, walked.selection, walked)) {
    const waiting = members.map((member) => take(member, summary, newId(), now()));
    await each(waiting.filter((replay) => replay !== null));
  }
  return summary;
};

/** What a bulk replay would do; changes nothing. */
export const dryRun = (deps: ReplayDeps, selection: Selection): Promise<BulkSummary> =>
  walk(deps.database, deps, { selection, lock: false }, async () => undefined);

const nothingToReplay = ({ total, refused }: BulkSummary): Problem =>
  new Problem(409, 'There is nothing to replay', {
    detail:
      total === 0
        ? 'no open failure matches: there is none of this group or since then, or all of them are handled, archived or being replayed'
        : refused.map(({ count, detail }) => `${count}: ${detail}`).join('; '),
  });

const claim = async (tx: Transaction, deps: ReplayDeps, request: BulkRequest, bulk: { id: string; requested_at: string }): Promise<BulkSummary> => {
  const summary = await walk(tx, deps, { selection: request, lock: true }, async (waiting) => {
    await moveFailures(tx, waiting.map(({ failure_id }) => failure_id), ['open'], 'replaying');
    await addWaitingReplays(tx, { ...bulk, requested_by: request.actor.id }, waiting);
  });
  if (summary.replayable === 0) throw nothingToReplay(summary);
  await setTotal(tx, bulk.id, summary.replayable);
  return summary;
};

/** A started bulk replay, and what stays behind; empty when the same key asks again. */
export interface BulkStarted {
  bulk: BulkReplayWithProgress;
  refused: BulkSummary['refused'];
  repeated: boolean;
}

const repeatedBulk = async (db: Database, { actor, fingerprint, since }: BulkRequest, key: string): Promise<BulkStarted> => {
  const bulk = (await findBulkByKey(db, actor.id, key))!;
  if (bulk.fingerprint === fingerprint && bulk.since?.getTime() === (since === null ? undefined : Date.parse(since))) return { bulk, refused: [], repeated: true };
  throw new Problem(422, 'This Idempotency-Key was used for another request', { detail: 'use a new key for a new request' });
};

/**
 * Starts a bulk replay by claiming its open failures, so that nobody else replays them
 * meanwhile; the workers do the rest.
 */
export const startBulkReplay = async (deps: ReplayDeps, request: BulkRequest): Promise<BulkStarted> => {
  const { fingerprint, since, rate_per_second, actor, idempotency_key: key } = request;
  const bulk = { id: deps.newId(), requested_at: deps.now() };
  const refused = await deps.database.transaction(async (tx) => {
    const row = { ...bulk, fingerprint, since, rate_per_second, requested_by: actor.id, correlation_id: actor.correlationid, idempotency_key: key ?? null };
    if (!(await addBulkReplay(tx, row))) return null;
    const summary = await claim(tx, deps, request, bulk);
    const after = { bulk_replay_id: bulk.id, fingerprint, since, rate_per_second, total: summary.replayable };
    recordAct(tx, actor, { operation: 'bulk_replay.started', user_id: actor.id, task_id: null, before: null, after });
    return summary.refused;
  });
  if (refused === null) return repeatedBulk(deps.database, request, key!);
  return { bulk: (await findBulkReplay(deps.database, bulk.id))!, refused, repeated: false };
};
