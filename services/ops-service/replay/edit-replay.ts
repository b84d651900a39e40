import type { Difference } from '#contracts/http/ops/replays';
import { diffValues } from '../domain/diff.ts';
import { decideEdit, type EditDecision } from '../domain/replay-edit.ts';
import type { Issue } from '../domain/replay-refusals.ts';
import { findLatestReplay, type FailedEvent, type Replay } from '../store/replays.ts';
import { Problem } from '#platform/http/problem';
import { brokenEdit, copyMayStillArrive, refusalProblem } from './problems.ts';
import { openOrRepeated, send, type ReplayDeps, type ReplayRequest, type Started } from './start-replay.ts';

/** A request to put other data into a failed event. */
export interface EditRequest extends ReplayRequest {
  data: unknown;
}

/** How the data would differ, and what the contract does not allow. */
export interface EditPreview {
  diff: Difference[];
  issues: Issue[];
}

const decide = ({ now }: ReplayDeps, failed: FailedEvent, data: unknown): Extract<EditDecision, { kind: 'edit' }> => {
  const decision = decideEdit({ letter: failed, consumer: failed.consumer, now: now(), data });
  if (decision.kind === 'refused') throw refusalProblem(decision.refusal);
  return decision;
};

const openToEdit = async (tx: Parameters<typeof openOrRepeated>[0], request: EditRequest, key: string | null): ReturnType<typeof openOrRepeated> => {
  const found = await openOrRepeated(tx, request, key);
  const latest = found.before === null ? await findLatestReplay(tx, request.failure_id) : null;
  if (latest?.state === 'unconfirmed') throw copyMayStillArrive(latest.event_id);
  return found;
};

const repeatedEdit = (before: Replay, data: unknown): Started => {
  if (diffValues(before.edited_data, data).length === 0) return { replay: before, repeated: true };
  throw new Problem(422, 'This Idempotency-Key was used for another request', { detail: 'use a new key for a new request' });
};

/** Says what an edit would change, and whether it may go out; changes nothing. */
export const previewEdit = (deps: ReplayDeps, request: EditRequest): Promise<EditPreview> =>
  deps.database.transaction(async (tx) => {
    const { failed } = await openToEdit(tx, { ...request, idempotency_key: undefined }, null);
    const { diff, issues } = decide(deps, failed, request.data);
    return { diff, issues };
  });

/** Replays a failed event with other data, under a new id that names the original as its cause. */
export const editAndReplay = (deps: ReplayDeps, request: EditRequest): Promise<Started & { diff: Difference[] }> =>
  deps.database.transaction(async (tx) => {
    const key = request.idempotency_key === undefined ? null : `edit ${request.idempotency_key}`;
    const { failed, before } = await openToEdit(tx, request, key);
    const { data, diff, issues } = decide(deps, failed, request.data);
    if (issues.length > 0) throw brokenEdit(issues);
    if (before !== null) return { ...repeatedEdit(before, data), diff };
    const edited = { event_id: deps.newId(), data };
    const changed = diff.map(({ path }) => path);
    return { replay: await send(tx, deps, request.actor, { failed, edited, key, operation: 'dead_letter.edited', changed }), repeated: false, diff };
  });
