import { z } from 'zod';

type Json<T> = unknown extends T ? T : T extends Date ? string : T extends object ? { [K in keyof T]: Json<T[K]> } : T;

/**
 * The type of an answer with this schema as a client reads it: JSON turns instants into
 * text.
 */
export type Answer<S extends z.ZodType> = Json<z.output<S>>;

/** The schema of one page of a list. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next_cursor: z.string().nullable() });

/** One page of a list, as a client reads it. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
