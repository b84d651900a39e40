import { z } from 'zod';
import type { Answer } from './answer.ts';

/** The most ids that are looked up at once. */
export const mostNames = 100;

/**
 * The people behind user ids, for administrators: a name, or else an address. Unknown and
 * deleted users are left out.
 */
export const names = z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) });

export type Names = Answer<typeof names>;
