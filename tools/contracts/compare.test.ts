import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { JsonSchema } from '#contracts/json-schema';
import { compareSchemas as compare } from './compare.ts';

const asJson = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema) as JsonSchema;
const compareSchemas = (before: z.ZodType, now: z.ZodType): string[] => compare(asJson(before), asJson(now));

const released = z.object({ id: z.uuid(), status: z.enum(['TODO', 'DONE']), task: z.object({ title: z.string().max(500) }), note: z.string().optional() });

describe('compareSchemas', () => {
  it('accepts the same schema, other descriptions, and a new optional field at any depth', () => {
    expect(compareSchemas(released, released)).toEqual([]);
    expect(compareSchemas(released, released.extend({ id: z.uuid().describe('the key') }))).toEqual([]);
    expect(compareSchemas(released, released.extend({ more: z.string().optional() }))).toEqual([]);
    expect(compareSchemas(released, released.extend({ task: z.object({ title: z.string().max(500), due: z.string().optional() }) }))).toEqual([]);
  });

  it.each([
    ['a field that is gone', released.omit({ note: true }), 'note is gone'],
    ['a field that may be missing', released.partial({ status: true }), 'status may be missing now'],
    ['a field that must be there', released.extend({ more: z.string() }), 'more must be there now, and retained events lack it'],
    ['another type', released.extend({ id: z.int() }), 'id: type was "string" and is "integer"'],
    ['a value that old consumers do not know', released.extend({ status: z.enum(['TODO', 'DONE', 'LATER']) }), 'status: enum was'],
    ['a limit that moved', released.extend({ task: z.object({ title: z.string().max(400) }) }), 'task.title: maxLength was 500 and is 400'],
  ])('names %s', (_name, present, reason) => {
    expect(compareSchemas(released, present).join('\n')).toContain(reason);
  });
});
