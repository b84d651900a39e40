import { z } from 'zod';

/** The part of a JSON Schema that is read here. */
export interface JsonSchema {
  [keyword: string]: unknown;
  type?: string;
  format?: string;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  description?: string;
  minimum?: number;
  maxLength?: number;
  maxItems?: number;
}

/** The JSON Schema of what a producer writes. */
export const schemaOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
