import type { Transaction } from '#platform/db/database';
import { nextBulkStep, type BulkStep } from '../domain/bulk-step.ts';
import { decideReplay } from '../domain/replay-event.ts';
import { findUnsuccessful, markPublished, nextWaiting, type WaitingReplay } from '../store/bulk-items.ts';
import { countProgress, lockDueBulkReplay, paceBulkReplay, type BulkReplay } from '../store/bulk-replays.ts';
import { moveFailures } from '../store/replays.ts';
import { endReplays } from '../store/replays-settle.ts';
import { actOn, recordAct, type Actor } from './audit.ts';
import { endBulk } from './control-bulk.ts';
import type { ReplayDeps } from './start-replay.ts';

const after = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();

const onBehalfOf = (id: string, { correlation_id: correlationid }: BulkReplay): Actor => ({ id, source: 'system', correlationid });

/**
 * An event that can no longer be replayed, for example because it has become too old, is
 * left out with the reason.
 */
const leaveOut = async (tx: Transaction, { replay_id, failure_id }: WaitingReplay, reason: string): Promise<void> => {
  await endReplays(tx, [replay_id], ['waiting'], { state: 'cancelled', outcome: null, reason });
  await moveFailures(tx, [failure_id], ['replaying'], 'open');
};

const sendWaiting = async (tx: Transaction, bulk: BulkReplay, waiting: WaitingReplay, now: string): Promise<void> => {
  const { replay_id, failure_id, consumer, topic } = waiting;
  const edited = waiting.mode === 'edited' ? { event_id: waiting.replay_event_id, data: waiting.edited_data } : null;
  const decision = decideReplay({ letter: waiting, consumer, replay_id, now, edited });
  if (decision.kind === 'refused') return leaveOut(tx, waiting, decision.refusal.detail);
  await markPublished(tx, replay_id, now);
  tx.emitAgain(decision.event);
  recordAct(tx, onBehalfOf(bulk.requested_by, bulk), {
    operation: 'dead_letter.replayed',
    ...actOn(waiting, bulk.requested_by),
    before: { state: 'open', event_id: waiting.event_id },
    after: { state: 'replaying', failure_id, replay_id, bulk_replay_id: bulk.id, event_id: decision.event.envelope.id, consumer, topic },
  });
};

const publish = async (tx: Transaction, bulk: BulkReplay, step: Extract<BulkStep, { kind: 'publish' }>, now: string): Promise<void> => {
  for (const waiting of await nextWaiting(tx, bulk.id, step.count)) await sendWaiting(tx, bulk, waiting, now);
  const { batch_size, batch_sent, wakeInMs } = step;
  await paceBulkReplay(tx, bulk.id, { batch_size, batch_sent, wake_at: after(now, wakeInMs) });
};

const stop = async (tx: Transaction, bulk: BulkReplay, reason: string, ended_at: string): Promise<void> => {
  const which = (await findUnsuccessful(tx, bulk.id)).join(', ');
  await endBulk(tx, onBehalfOf('/ops-service', bulk), bulk, { state: 'stopped', reason: `${reason}: see the failures ${which}`, ended_at });
};

/** Takes the next step of one bulk replay whose time has come; false when there is none. */
export const stepBulkReplay = ({ database, now }: ReplayDeps): Promise<boolean> =>
  database.transaction(async (tx) => {
    const at = now();
    const bulk = await lockDueBulkReplay(tx, at);
    if (bulk === null) return false;
    const step = nextBulkStep(bulk, await countProgress(tx, bulk.id));
    if (step.kind === 'publish') await publish(tx, bulk, step, at);
    else if (step.kind === 'wait') await paceBulkReplay(tx, bulk.id, { ...bulk, wake_at: after(at, step.wakeInMs) });
    else if (step.kind === 'stop') await stop(tx, bulk, step.reason, at);
    else await endBulk(tx, onBehalfOf('/ops-service', bulk), bulk, { state: 'done', reason: null, ended_at: at });
    return true;
  });
