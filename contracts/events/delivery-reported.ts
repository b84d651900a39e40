import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { deliveryReports } from '../topics.ts';

/**
 * How one delivery ended: why it failed, or what came of a replay. Dapr's dead letters do
 * not say.
 */
export const deliveryReported = defineEvent({
  type: 'delivery.reported',
  topic: deliveryReports,
  data: z.object({
    consumer: z.string().describe('the Dapr app id').meta({ examples: ['reminder-service'] }),
    event_id: z.string().nullable().describe('null where the message has no readable id').meta({ examples: ['0192f0c1-7b95-7d3e-b0aa-91c2f4e7a005'] }),
    event_type: z.string().nullable().meta({ examples: ['task.created'] }),
    topic: z.string().meta({ examples: ['task-events'] }),
    partition: z.int().nullable(),
    offset: z.string().nullable().describe('decimal text: Kafka offsets exceed what JSON numbers carry').meta({ examples: ['1834'] }),
    attempt: z.int().min(1).describe('as this process counts; a restart counts anew'),
    outcome: z.enum(['failed', 'handled', 'duplicate', 'stale']),
    error_class: z.string().nullable().meta({ examples: ['Error'] }),
    message: z.string().nullable().meta({ examples: ['the zone is not known'] }),
    stack: z.string().nullable().meta({ examples: ['Error: the zone is not known\n    at planReminders'] }),
    took_ms: z.int().min(0).nullish().describe('how long the try took, in ms; null where it was not measured alone').meta({ examples: [37] }),
    build: z.string().describe('the version of the consumer').meta({ examples: ['0.1.0'] }),
  }),
});
