import { z } from 'zod';
import { newTask, taskPatch } from './task-input.ts';

/** How many tasks one batch may touch. */
export const mostOperations = 100;

const existing = { id: z.uuid(), version: z.int().min(1).optional().describe('refused with 412 when the task is at another version') };

/** One thing to do to one task. */
export const operation = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('create'), task: newTask }),
  z.strictObject({ op: z.literal('update'), ...existing, patch: taskPatch }),
  z.strictObject({ op: z.literal('complete'), ...existing }),
  z.strictObject({ op: z.literal('reopen'), ...existing }),
  z.strictObject({ op: z.literal('delete'), ...existing }),
]);
export type Operation = z.infer<typeof operation>;

const namesTwice = (operations: readonly Operation[]): boolean => {
  const ids = operations.flatMap((each) => (each.op === 'create' ? [] : each.id));
  return new Set(ids).size < ids.length;
};

/** Several changes at once; each task only once, because one commit is one version of a task. */
export const batchInput = z.strictObject({
  operations: z
    .array(operation)
    .min(1)
    .max(mostOperations)
    .refine((operations) => !namesTwice(operations), 'must name each task once'),
});
