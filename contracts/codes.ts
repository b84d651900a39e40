import type { z } from 'zod';

const codes = new WeakSet<object>();
const records = new WeakMap<object, z.ZodObject>();

/**
 * Marks a text of an event as a code that the system writes, such as a time zone. Every
 * text without this mark or a format of its own counts as a person's words (a title, a
 * name, an address), which operators do not see unless they ask for it.
 */
export const code = <T extends z.ZodType>(schema: T): T => {
  codes.add(schema);
  return schema;
};

/** Whether a schema is marked as a code. */
export const isCode = (schema: object): boolean => codes.has(schema);

/**
 * Marks a record of changes, keyed by field: the values in each entry follow the schema
 * of that field of the object.
 */
export const byFieldOf = <T extends z.ZodType>(schema: T, of: z.ZodObject): T => {
  records.set(schema, of);
  return schema;
};

/** The object whose fields a record is keyed by; undefined if the record is not marked. */
export const fieldsOf = (schema: object): z.ZodObject | undefined => records.get(schema);
