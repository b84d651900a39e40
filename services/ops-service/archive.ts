import type { Database } from '#platform/db/database';
import { Problem } from '#platform/http/problem';
import { actOn, recordAct, type Actor } from './replay/audit.ts';
import { noSuch } from './replay/problems.ts';
import { archiveFailure, archiveGroup, hasGroup } from './store/archive-failures.ts';
import { findFailure } from './store/find-failure.ts';
import type { ListedFailure } from './store/list-failures.ts';
import { lockFailedEvent } from './store/replays.ts';

/** The dependencies of archiving. */
export interface ArchiveDeps {
  database: Database;
  /** ISO. */
  now: () => string;
}

const refusals = {
  replaying: new Problem(409, 'This failure is being replayed', { detail: 'archive it when the outcome is known, or stop the bulk replay that it waits in' }),
  archived: new Problem(409, 'This failure is archived already', { detail: 'its dead letter says when and why' }),
};

/** Archives one failure, open or handled, with its audit entry in the same transaction. */
export const archiveOne = ({ database, now }: ArchiveDeps, id: string, reason: string, actor: Actor): Promise<ListedFailure> =>
  database.transaction(async (tx) => {
    const failed = await lockFailedEvent(tx, id);
    if (failed === null) throw noSuch('failed event');
    const { state, failure_id, consumer, event_id } = failed;
    if (state === 'replaying' || state === 'archived') throw refusals[state];
    await archiveFailure(tx, id, { reason, at: now() });
    recordAct(tx, actor, {
      operation: 'dead_letter.archived', ...actOn(failed, actor.id),
      before: { state, event_id }, after: { state: 'archived', failure_id, consumer, reason },
    });
    return (await findFailure(tx, id))!;
  });

/** Archives the open failures of a group; returns the number. */
export const archiveAlike = ({ database, now }: ArchiveDeps, group: string, reason: string, actor: Actor): Promise<number> =>
  database.transaction(async (tx) => {
    if (!(await hasGroup(tx, group))) throw noSuch('group of failed events');
    const archived = await archiveGroup(tx, group, { reason, at: now() });
    if (archived > 0) {
      recordAct(tx, actor, { operation: 'dead_letter.group_archived', user_id: actor.id, task_id: null, before: null, after: { group, archived, reason } });
    }
    return archived;
  });
