import { z } from 'zod';
import type { EventDefinition } from '#contracts/define-event';

/** The part of a JSON Schema that is read here. */
export interface JsonSchema {
  [keyword: string]: unknown;
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

/** The JSON Schema of what a producer writes. */
export const schemaOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;

/** The JSON Schemas of event types, envelope included, by type. */
export const exportSchemas = (events: readonly EventDefinition[]): Record<string, JsonSchema> =>
  Object.fromEntries(events.map(({ type, schema }) => [type, schemaOf(schema)]));
