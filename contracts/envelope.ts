import { z } from 'zod';
import { code } from './codes.ts';
import { exampleIds } from './examples.ts';

/**
 * How many days a consumer remembers the id of an event, counted from the event's own time;
 * older replays are refused.
 */
export const inboxDays = 35;

/**
 * How many times a sidecar delivers an event before it becomes a dead letter; a test
 * compares it with components/resiliency.yaml.
 */
export const triesInAll = 4;

/** The error class of an event that breaks its contract: trying again will not help. */
export const contractBroken = 'CONTRACT_BROKEN';

/**
 * Dapr reads `traceid` and `traceparent`, and overwrites either of them if the other is
 * missing.
 */
const traceContext = code(z.string()).optional().describe('W3C trace context').meta({ examples: ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'] });

const sequence = code(z.string().regex(/^\d{20}$/, 'must be a zero-padded decimal of 20 digits'));

/**
 * The CloudEvents 1.0 envelope (https://github.com/cloudevents/spec) with the extensions of
 * this system. Attributes that are not named here are stripped: Dapr adds some of its own
 * on the way.
 */
export const envelope = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid().describe('fixed when the outbox row is written; the key of every dedupe'),
  type: code(z.string().min(1)),
  source: code(z.string().min(1).describe('the producing service, such as /chat-api')),
  time: z.iso.datetime({ offset: true }).describe('when the change was committed to, UTC'),
  datacontenttype: code(z.string()).default('application/json'),
  dataschema: code(z.string()).optional(),
  eventversion: code(z.string().regex(/^v\d+$/)),
  subject: code(z.string()).optional().describe('the task id').meta({ examples: [exampleIds.task] }),
  partitionkey: code(z.string().min(1).describe('the user id; the Kafka key').meta({ examples: [exampleIds.user] })),
  sequence: sequence.optional().describe("the task's version"),
  correlationid: code(z.string().min(1).describe('one request or chat message and all that follows from it').meta({ examples: ['0192f0c1-7b90-7e02-a1c4-6f0d3e5a9004'] })),
  causationid: code(z.string()).optional().describe('the id of the event that led to this one').meta({ examples: ['0192f0c1-7b95-7d3e-b0aa-91c2f4e7a005'] }),
  traceid: traceContext,
  traceparent: traceContext,
  sameas: z.uuid().optional().describe('on an event that says in a newer version what another one says: the id of the other, so that a consumer handles one of them').meta({ examples: ['0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a007'] }),
  channel: z.enum(['chat', 'api', 'system']).optional().describe('where the change came from'),
  replaytarget: code(z.string()).optional().describe('on a replayed dead letter: the only consumer that handles it'),
  replayid: code(z.string()).optional().describe('on a replayed dead letter: which replay this copy belongs to, so that it is known when it fails again'),
});
export type Envelope = z.infer<typeof envelope>;

/** A task's version as the CloudEvents `sequence` attribute, which sorts as text. */
export const toSequence = (version: number): string => String(version).padStart(20, '0');
