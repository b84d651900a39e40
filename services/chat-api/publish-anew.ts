import { auditRecorded, taskDeleted, taskUpdated } from '#contracts/events/index';
import { task as taskSchema, type Task, type TaskChanges } from '#contracts/task';
import type { Database, Transaction } from '#platform/db/database';
import { newId } from '#platform/ids';
import { announcedFields } from './domain/decision.ts';
import { endAccount } from './end-account.ts';
import { liftNext, missingTasks, type Restoration } from './store/restorations.ts';
import { lockUser } from './store/users.ts';

/** A task that events speak of, with the highest version that they gave it. */
export interface Mentioned {
  id: string;
  user_id: string;
  version: number;
}

/** Who acts: an administrator, by the command that follows a restoration. */
const origin = { channel: 'system', actor: '/restored' } as const;

const atOnce = 500;

/**
 * The whole task as a change of every field, to what it is. Nobody is told of a new task by it, and no series goes on; each field's version is
 * newer than any that was ever published.
 */
const changesOf = (task: Task): TaskChanges => Object.fromEntries(announcedFields.map((name) => [name, { old: task[name], new: task[name] }]));

const publish = (tx: Transaction, task: Task, correlationid: string): void => {
  const fields = { key: task.user_id, subject: task.id, sequence: task.version, channel: origin.channel, correlationid };
  tx.emit(taskUpdated, { ...fields, data: { task_id: task.id, changed_fields: [...announcedFields], changes: changesOf(task) } });
  tx.emit(auditRecorded, { ...fields, data: { actor: origin.actor, operation: 'task.restored', source: origin.channel, task_id: task.id, before: null, after: taskSchema.parse(task) } });
};

/** Publishes every task as it stands, above all versions that were given after the backup; goes on where an earlier run was cut off. */
export const publishAnew = async (database: Database, restoration: Restoration, { correlationid, say }: { correlationid: string; say: (users: number, tasks: number) => void }): Promise<void> => {
  const step = (up_to: string): ReturnType<typeof liftNext> =>
    database.transaction(async (tx) => {
      const lifted = await liftNext(tx, { ...restoration, up_to }, atOnce);
      for (const task of lifted?.tasks ?? []) publish(tx, task, correlationid);
      return lifted;
    });
  let [users, tasks] = [0, 0];
  for (let lifted = await step(restoration.up_to); lifted !== null; lifted = await step(lifted.up_to)) {
    users += lifted.users;
    tasks += lifted.tasks.length;
    say(users, tasks);
  }
};

/** Says of those tasks that are not there that they are gone, above any version that they had; returns how many. */
export const endLost = (database: Database, mentioned: readonly Mentioned[], { correlationid, version_jump }: Pick<Restoration, 'version_jump'> & { correlationid: string }): Promise<number> =>
  database.transaction(async (tx) => {
    const missing = new Set(await missingTasks(tx, mentioned.map(({ id }) => id)));
    const lost = mentioned.filter(({ id }) => missing.has(id));
    for (const { id, user_id, version } of lost) {
      tx.emit(taskDeleted, { key: user_id, subject: id, sequence: version + version_jump, channel: origin.channel, correlationid, data: { task_id: id } });
    }
    return lost.length;
  });

/** Removes once more who had deleted their account since the backup; false where nobody came back. */
export const endAgain = (database: Database, user_id: string, correlationid: string): Promise<boolean> =>
  database.transaction(async (tx) => {
    if ((await lockUser(tx, user_id)) === null) return false;
    await endAccount(tx, user_id, { origin: { ...origin, correlationid }, errandId: newId() });
    return true;
  });
