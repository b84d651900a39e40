import { z } from 'zod';
import type { Answer } from './answer.ts';

/**
 * Whether a person lets the chat's language model read what they write, and how many
 * tokens that took today.
 */
export const chatModelStanding = z.object({
  recipient: z.string().nullable().describe('who runs the language model; null: there is none, and nothing leaves this system'),
  sends: z.string().nullable().describe('what they get, in words'),
  when: z.enum(['unsure', 'always']).nullable().describe('unsure: only where the chat would ask; always: for every command'),
  agreed: z.boolean(),
  tokens_today: z.int().describe('spent today (UTC)'),
  tokens_a_day: z.int(),
});

export type ChatModelStanding = Answer<typeof chatModelStanding>;
