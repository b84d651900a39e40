import { z } from 'zod';
import type { Answer } from './answer.ts';

/** As many ids are looked up at once. */
export const mostNames = 100;

/** Who is behind ids of users, for administrators: a name, or else an address. Who is unknown, or gone, is left out. */
export const names = z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) });

export type Names = Answer<typeof names>;
