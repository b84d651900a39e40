import { z } from 'zod';
import type { Task } from '#contracts/task';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { batchInput, mostOperations, type Operation } from '../domain/batch-input.ts';
import { changeTask, completeTask, deleteTask, reopenTask } from '../domain/change-task.ts';
import { createTask } from '../domain/create-task.ts';
import type { Decision } from '../domain/decision.ts';
import type { Work } from '../commit-change.ts';
import { once, sendAnswer } from './in-turn.ts';
import { changeTaskInTurn, etagOf, makeTaskInTurn, shownTask, showTask } from './task-answer.ts';
import { asWriter, bearer, idempotencyHeaders } from './user-route.ts';

/**
 * The size limit of a batch, in characters of its tasks, because each is written several
 * times for events and audit.
 */
const mostCharacters = 4 * 1024 * 1024;

const result = z.object({ op: z.string(), task_id: z.uuid(), task: shownTask.nullable().describe('null where it was deleted') });

type Existing = Exclude<Operation, { op: 'create' }>;

const decide = (operation: Existing, found: Task, context: { now: string; series_id: string }): Decision => {
  switch (operation.op) {
    case 'update':
      return changeTask(found, operation.patch, context);
    case 'complete':
      return completeTask(found, context);
    case 'reopen':
      return reopenTask(found, context);
    default:
      return deleteTask(found, context.now);
  }
};

const run = async (work: Work, operation: Operation, newId: () => string): Promise<Task> => {
  const context = { now: work.now, series_id: newId() };
  if (operation.op === 'create') return makeTaskInTurn(work, createTask(operation.task, { ...context, id: newId(), user: work.user }));
  const { id, version } = operation;
  return changeTaskInTurn(work, id, (found) => decide(operation, found, context), version === undefined ? undefined : etagOf({ version }));
};

/** The problem of one operation, naming the operation. */
const named = (error: unknown, index: number): unknown => {
  if (!(error instanceof Problem)) return error;
  const { detail, errors } = error.details;
  return new Problem(error.status, error.message, {
    ...error.details,
    detail: `operations.${index}: ${detail ?? error.message}; nothing was changed`,
    errors: (errors ?? [{ field: 'id', message: error.message }]).map(({ field, message }) => ({ field: `operations.${index}.${field}`, message })),
  });
};

const runAll = async (work: Work, operations: readonly Operation[], newId: () => string): Promise<z.infer<typeof result>[]> => {
  const results: z.infer<typeof result>[] = [];
  let characters = 0;
  for (const [index, operation] of operations.entries()) {
    const done = await run(work, operation, newId).catch((error: unknown) => {
      throw named(error, index);
    });
    characters += JSON.stringify(done).length;
    if (characters > mostCharacters) throw new Problem(413, 'These tasks are too much for one batch', { detail: 'nothing was changed: send fewer at once' });
    results.push({ op: operation.op, task_id: done.id, task: operation.op === 'delete' ? null : showTask(done, work.now) });
  }
  return results;
};

/** POST /tasks/batch: several changes in one transaction, which one undo takes back. */
export const postBatch = (app: Server, deps: Deps): void => {
  app.post(
    '/tasks/batch',
    {
      ...asWriter(deps),
      schema: {
        summary: 'Change several tasks at once',
        description: `All of it or nothing, and one act of undo. At most ${mostOperations} operations, each on another task.`,
        tags: ['tasks'],
        security: bearer,
        headers: idempotencyHeaders,
        body: batchInput,
        response: { 200: z.object({ items: z.array(result).describe('in the order of the operations') }) },
      },
    },
    async (request, reply) => {
      const answer = await once(deps, request, 'api', async (work) => ({
        status: 200,
        headers: {},
        body: { items: await runAll(work, request.body.operations, deps.newId) },
      }));
      return sendAnswer(reply, answer);
    },
  );
};
