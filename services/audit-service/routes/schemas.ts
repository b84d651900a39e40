import { z } from 'zod';
import { instantInput, storableText } from '#contracts/inputs';

/** What GET /audit and its export can be narrowed by. */
export const auditFilter = z.strictObject({
  user_id: storableText.min(1).max(200).optional().describe('whose data the operation was on'),
  task_id: z.uuid().optional(),
  operation: storableText.min(1).max(100).optional().describe('such as task.created'),
  from: instantInput.optional().describe('not before this instant'),
  to: instantInput.optional().describe('before this instant'),
  q: storableText.min(1).max(200).optional().describe('words that the entry contains'),
});

const state = z.record(z.string(), z.unknown()).nullable();

/** An entry of the audit trail. */
export const auditEntry = z.object({
  id: z.int(),
  event_id: z.uuid(),
  occurred_at: z.date(),
  recorded_at: z.date(),
  user_id: z.string().nullable(),
  actor: z.string().nullable(),
  operation: z.string(),
  source: z.string(),
  task_id: z.string().nullable(),
  correlation_id: z.string().nullable(),
  before: state,
  after: state,
  chain: z.int(),
  position: z.int(),
  hash: z.string().describe('SHA-256 over the position, the hash before and the digest of the payload, hex'),
  erased: z.boolean(),
});
