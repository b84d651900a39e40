import { expect, it } from 'vitest';
import { z } from 'zod';
import { schemaOf } from '#contracts/json-schema';
import { fieldsOf } from './fields.ts';

const shown = (schema: z.ZodType): string[] =>
  fieldsOf(schemaOf(schema)).map(({ path, type, required, description }) => [path, required ? '' : '(optional)', type, description].filter(Boolean).join(' '));

it('tells every field with its type as one would say it, and those in it after it', () => {
  const schema = z.object({
    id: z.uuid().describe('fixed'),
    at: z.iso.datetime().nullable(),
    kind: z.enum(['a', 'b']).optional(),
    version: z.literal('v1'),
    task: z.object({ title: z.string().max(500), count: z.int().min(1), done: z.boolean() }),
    tags: z.array(z.string().max(50)).max(20),
    reminders: z.array(z.union([z.object({ minutes_before: z.int().min(0) }), z.object({ on: z.iso.date() })])).nullable(),
    before: z.record(z.string(), z.unknown()),
    any: z.unknown(),
  });
  expect(shown(schema)).toEqual([
    'id UUID fixed',
    'at instant or null',
    'kind (optional) "a", "b"',
    'version "v1"',
    'task object',
    'task.title text, at most 500 characters',
    'task.count whole number from 1',
    'task.done true or false',
    'tags list of text, at most 50 characters, at most 20 items',
    'reminders list of object or null',
    'reminders[].minutes_before whole number from 0',
    'reminders[].on date',
    'before object',
    'any anything',
  ]);
});
