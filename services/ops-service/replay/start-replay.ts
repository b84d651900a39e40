import type { Database, Transaction } from '#platform/db/database';
import type { Edited } from '../domain/replay-event.ts';
import { decideReplay } from '../domain/replay-event.ts';
import {
  addPublishedReplay, findLatestReplay, findReplayByKey, findRunning, lockFailedEvent, moveFailures, type FailedEvent, type Replay,
} from '../store/replays.ts';
import { actOn, recordAct, type Actor } from './audit.ts';
import { noSuch, notOpen, refusalProblem } from './problems.ts';

/** The dependencies of replaying. */
export interface ReplayDeps {
  database: Database;
  /** The present instant, ISO. */
  now: () => string;
  newId: () => string;
}

/** An administrator's request on one failure. */
export interface ReplayRequest {
  failure_id: string;
  actor: Actor;
  idempotency_key: string | undefined;
}

/** A replay, and whether the same key had already started it. */
export interface Started {
  replay: Replay;
  repeated: boolean;
}

/**
 * Locks an open failure, or finds the replay that the same key has already started;
 * otherwise throws a problem.
 */
export const openOrRepeated = async (tx: Transaction, { failure_id, actor }: ReplayRequest, key: string | null): Promise<{ failed: FailedEvent; before: Replay | null }> => {
  const failed = await lockFailedEvent(tx, failure_id);
  if (failed === null) throw noSuch('failed event');
  const before = key === null ? null : await findReplayByKey(tx, failure_id, actor.id, key);
  if (before === null && failed.state !== 'open') throw notOpen(failed.state, await findRunning(tx, failure_id));
  return { failed, before };
};

/**
 * The edited copy of a failure, if any: from then on it is what goes out, always under the
 * same id, so that it takes effect once.
 */
export const editedBefore = (latest: Replay | null): Edited | null =>
  latest?.mode === 'edited' ? { event_id: latest.event_id, data: latest.edited_data } : null;

/** An accepted request, and the event that goes out. */
export interface Sending {
  failed: FailedEvent;
  edited: Edited | null;
  key: string | null;
  operation: 'dead_letter.replayed' | 'dead_letter.edited';
  /** Where the data was changed (JSON Pointers). */
  changed?: string[];
}

/**
 * Sends an open failure's event: claim, replay row, outbox row and audit entry are one
 * transaction.
 */
export const send = async (tx: Transaction, { now, newId }: ReplayDeps, actor: Actor, { failed, edited, key, operation, changed }: Sending): Promise<Replay> => {
  const [replay_id, requested_at] = [newId(), now()];
  const decision = decideReplay({ letter: failed, consumer: failed.consumer, replay_id, now: requested_at, edited });
  if (decision.kind === 'refused') throw refusalProblem(decision.refusal);
  const { failure_id, consumer } = failed;
  const event_id = decision.event.envelope.id;
  await moveFailures(tx, [failure_id], ['open'], 'replaying');
  const replay = await addPublishedReplay(tx, {
    id: replay_id, failure_id, event_id, mode: edited === null ? 'same' : 'edited', edited_data: edited?.data ?? null,
    requested_by: actor.id, requested_at, idempotency_key: key,
  });
  tx.emitAgain(decision.event);
  const after = { state: 'replaying', failure_id, replay_id, event_id, consumer, topic: failed.topic, ...(changed && { changed }) };
  recordAct(tx, actor, { operation, ...actOn(failed, actor.id), before: { state: 'open', event_id: failed.event_id }, after });
  return replay;
};

/**
 * Replays one failure. Asked twice, it goes out once, and the second request hears that it
 * is under way.
 */
export const startReplay = (deps: ReplayDeps, request: ReplayRequest): Promise<Started> =>
  deps.database.transaction(async (tx) => {
    const key = request.idempotency_key === undefined ? null : `replay ${request.idempotency_key}`;
    const { failed, before } = await openOrRepeated(tx, request, key);
    if (before !== null) return { replay: before, repeated: true };
    const edited = editedBefore(await findLatestReplay(tx, failed.failure_id));
    const replay = await send(tx, deps, request.actor, { failed, edited, key, operation: 'dead_letter.replayed' });
    return { replay, repeated: false };
  });
