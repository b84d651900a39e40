import { z } from 'zod';
import { intent, listFilter, option } from './intents.ts';

/** What a conversation is about, apart from the tasks themselves. */
export const conversation = z.object({
  /** The tasks of the list that was shown last, in its order. */
  shown: z.array(z.uuid()).default([]),
  /** The tasks that were spoken of last. */
  spoken: z.array(z.uuid()).default([]),
  /** What was asked last, until the person says something else. */
  question: z.object({ asked_in: z.uuid().nullable().default(null).describe('the message that asked'), asks: z.enum(['choice', 'title', 'when', 'task']), options: z.array(option), pending: intent.nullable() }).nullable().default(null),
  /** What was done last: the next message may repeat it for another task, or correct it. */
  last: z.object({ intent, changed: z.boolean() }).nullable().default(null),
  filter: listFilter.nullable().default(null),
});
export type Conversation = z.infer<typeof conversation>;

/** A conversation in which nothing has been said yet. */
export const silence: Conversation = conversation.parse({});
