import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { deliveryReports } from '../topics.ts';

/** How one delivery ended: why it failed, or what came of a replay. Dapr's dead letters do not say. */
export const deliveryReported = defineEvent({
  type: 'delivery.reported',
  topic: deliveryReports,
  data: z.object({
    consumer: z.string().describe('the Dapr app id'),
    event_id: z.string().nullable().describe('null where the message has no readable id'),
    event_type: z.string().nullable(),
    topic: z.string(),
    partition: z.int().nullable(),
    offset: z.string().nullable().describe('decimal text: Kafka offsets exceed what JSON numbers carry'),
    attempt: z.int().min(1).describe('as this process counts; a restart counts anew'),
    outcome: z.enum(['failed', 'handled', 'duplicate', 'stale']),
    error_class: z.string().nullable(),
    message: z.string().nullable(),
    stack: z.string().nullable(),
    build: z.string().describe('the version of the consumer'),
  }),
});
