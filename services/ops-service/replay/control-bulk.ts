import type { Transaction } from '#platform/db/database';
import { Problem } from '#platform/http/problem';
import { lockWaiting } from '../store/bulk-items.ts';
import { countProgress, endBulkReplay, lockBulkReplay, setBulkState, type BulkReplay, type BulkReplayWithProgress } from '../store/bulk-replays.ts';
import { moveFailures } from '../store/replays.ts';
import { endReplays } from '../store/replays-settle.ts';
import { recordAct, type Actor } from './audit.ts';
import { noSuch } from './problems.ts';
import type { ReplayDeps } from './start-replay.ts';

interface BulkAct {
  operation: Parameters<typeof recordAct>[2]['operation'];
  after: Record<string, unknown>;
}

const record = (tx: Transaction, actor: Actor, bulk: BulkReplay, { operation, after }: BulkAct): void => {
  const { id, fingerprint, since, state, requested_by, correlation_id } = bulk;
  // Everything done to it is found under the request that began it.
  recordAct(tx, { ...actor, correlationid: correlation_id }, { operation, user_id: requested_by, task_id: null, before: { state }, after: { bulk_replay_id: id, fingerprint, since: since?.toISOString() ?? null, ...after } });
};

/**
 * Ends a locked bulk replay: waiting failures are released, and those on their way settle
 * by themselves.
 */
export const endBulk = async (
  tx: Transaction,
  actor: Actor,
  bulk: BulkReplay,
  end: { state: 'stopped' | 'done'; reason: string | null; ended_at: string },
): Promise<void> => {
  const waiting = await lockWaiting(tx, bulk.id);
  const reason = `the bulk replay was stopped: ${end.reason}`;
  const freed = await endReplays(tx, waiting.map(({ id }) => id), ['waiting'], { state: 'cancelled', outcome: null, reason });
  await moveFailures(tx, freed, ['replaying'], 'open');
  await endBulkReplay(tx, bulk.id, end);
  const operation = end.state === 'done' ? 'bulk_replay.finished' : 'bulk_replay.stopped';
  record(tx, actor, bulk, { operation, after: { state: end.state, reason: end.reason, progress: await countProgress(tx, bulk.id) } });
};

const hasEnded = ({ state, stopped_reason }: BulkReplay): Problem =>
  new Problem(409, 'This bulk replay has ended', {
    detail: state === 'done' ? 'all of it is handled' : `it was stopped: ${stopped_reason}. Start a new one for what is still open`,
  });

/** What an administrator can do to a bulk replay. */
export type Command = 'pause' | 'resume' | 'stop';

const commands: Record<Command, (tx: Transaction, bulk: BulkReplay, actor: Actor, now: string) => Promise<void>> = {
  pause: async (tx, bulk, actor, now) => {
    if (bulk.state === 'paused') return;
    await setBulkState(tx, bulk.id, 'paused', now);
    record(tx, actor, bulk, { operation: 'bulk_replay.paused', after: { state: 'paused' } });
  },
  resume: async (tx, bulk, actor, now) => {
    if (bulk.state === 'running') return;
    await setBulkState(tx, bulk.id, 'running', now);
    record(tx, actor, bulk, { operation: 'bulk_replay.resumed', after: { state: 'running' } });
  },
  stop: (tx, bulk, actor, now) => endBulk(tx, actor, bulk, { state: 'stopped', reason: 'by an administrator', ended_at: now }),
};

/**
 * Pauses, resumes or stops a bulk replay; pausing a paused one or resuming a running one
 * changes nothing.
 */
export const controlBulk = (deps: ReplayDeps, id: string, command: Command, actor: Actor): Promise<BulkReplayWithProgress> =>
  deps.database.transaction(async (tx) => {
    const bulk = await lockBulkReplay(tx, id);
    if (bulk === null) throw noSuch('bulk replay');
    if (bulk.state === 'stopped' || bulk.state === 'done') throw hasEnded(bulk);
    await commands[command](tx, bulk, actor, deps.now());
    return { ...(await lockBulkReplay(tx, id))!, progress: await countProgress(tx, id) };
  });
