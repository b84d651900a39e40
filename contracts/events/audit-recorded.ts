import { z } from 'zod';
import { code } from '../codes.ts';
import { defineEvent } from '../define-event.ts';
import { exampleIds, finishedTask, openTask } from '../examples.ts';
import { auditLog } from '../topics.ts';

/** Somebody did something: who, what, where from, and the state before and after. */
export const auditRecorded = defineEvent({
  type: 'audit.recorded',
  topic: auditLog,
  data: z.object({
    actor: code(z.string().min(1).describe('a user id, or the name of a service such as /recurring-service').meta({ examples: [exampleIds.user] })),
    operation: code(z.string().min(1).describe('what was done, such as task.created').meta({ examples: ['task.completed'] })),
    source: z.enum(['chat', 'api', 'system']),
    assistant: z.string().min(1).optional().describe('the name of the token by which an assistant did it for the actor; absent: no assistant was in it').meta({ examples: ['my assistant'] }),
    task_id: z.uuid().nullable().meta({ examples: [exampleIds.task] }),
    before: z.record(z.string(), z.unknown()).nullable().meta({ examples: [openTask] }),
    after: z.record(z.string(), z.unknown()).nullable().meta({ examples: [finishedTask] }),
  }),
});
