import { z } from 'zod';
import { instantInput, storableText } from '#contracts/inputs';

/** The filters of GET /audit and its export. */
export const auditFilter = z.strictObject({
  user_id: storableText.min(1).max(200).optional().describe('whose data the operation was on'),
  task_id: z.uuid().optional(),
  operation: storableText.min(1).max(100).optional().describe('such as task.created'),
  correlation_id: storableText.min(1).max(200).optional().describe('the request that it came of'),
  from: instantInput.optional().describe('not before this instant'),
  to: instantInput.optional().describe('before this instant'),
  q: storableText.min(1).max(200).optional().describe('words that the entry contains'),
});
