import { z } from 'zod';
import type { Answer } from './answer.ts';

const state = z.record(z.string(), z.unknown()).nullable();

/** An entry of the audit trail; its personal parts are null once erased. */
export const auditEntry = z.object({
  id: z.int(),
  event_id: z.uuid(),
  occurred_at: z.date(),
  recorded_at: z.date(),
  user_id: z.string().nullable(),
  actor: z.string().nullable(),
  assistant: z.string().nullable().describe('the name of the token by which an assistant did it for the actor'),
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

/** The state of one hash chain. */
export const chainReport = z.object({
  chain: z.int(),
  entries: z.int(),
  head: z.string().describe('the hash of the last entry, hex: note it elsewhere to prove later that nothing was rewritten'),
  problem: z.object({ position: z.int(), reason: z.string() }).nullable().describe('the first entry that is not sound'),
});

/** The state of all hash chains. */
export const auditVerdict = z.object({ ok: z.boolean(), entries: z.int(), chains: z.array(chainReport) });

export type AuditEntry = Answer<typeof auditEntry>;
export type AuditVerdict = Answer<typeof auditVerdict>;
