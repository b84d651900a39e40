import type { Task } from '#contracts/task';
import type { Database } from '#platform/db/database';
import type { Operation } from '../domain/batch-input.ts';
import { addConfirmation, takeConfirmation } from '../store/confirmations.ts';
import { ApiRefused, type CallApi } from './call-api.ts';

/** The dependencies of acts that take two steps. */
export interface Announcing {
  database: Database;
  userId: string;
  callApi: CallApi;
  now: () => string;
  newId: () => string;
}

const goodForMs = 10 * 60_000;

type Existing = Exclude<Operation, { op: 'create' }>;

const verbs: Record<Existing['op'], string> = { delete: 'Delete', complete: 'Complete', reopen: 'Reopen', update: 'Change' };

const wordsOf = (operation: Existing, { title }: Task): string =>
  `${verbs[operation.op]} “${title}”${operation.op === 'update' ? `: ${JSON.stringify(operation.patch)}` : ''}`;

/**
 * Stores what is to be done to tasks as they are now, and does nothing: the answer says it
 * in words, with the confirmation that will do it.
 */
export const announce = async ({ database, userId, callApi, now, newId }: Announcing, operations: readonly Existing[]): Promise<object> => {
  const tasks: Task[] = [];
  for (const { id } of operations) tasks.push((await callApi({ method: 'GET', path: `/tasks/${id}` })) as Task);
  const id = newId();
  const expires_at = new Date(Date.parse(now()) + goodForMs).toISOString();
  // For the versions that were shown: a task that has changed meanwhile is refused.
  const bound = operations.map((operation, i) => ({ ...operation, version: tasks[i]!.version }));
  await addConfirmation(database, { id, user_id: userId, operations: bound, expires_at });
  return {
    done: false,
    would: operations.map((operation, i) => wordsOf(operation, tasks[i]!)),
    confirmation: id,
    expires_at,
    next: 'Show this to the user. If they agree, call confirm with this confirmation; it works once.',
  };
};

/** Does what was announced. */
export const confirm = async ({ database, userId, callApi, now }: Announcing, id: string): Promise<unknown> => {
  const operations = await takeConfirmation(database, { id, user_id: userId, now: now() });
  if (operations === null) throw new ApiRefused('There is no such confirmation: it was used, or is older than 10 minutes. Announce the change again');
  return callApi({ method: 'POST', path: '/tasks/batch', body: { operations } });
};
