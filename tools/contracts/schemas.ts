import { z } from 'zod';
import { events } from '#contracts/events/index';

/** The part of a JSON Schema that is read here. */
export interface JsonSchema {
  [keyword: string]: unknown;
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

/** The JSON Schema of every event type, envelope included, by type. */
export const exportSchemas = (): Record<string, JsonSchema> =>
  Object.fromEntries(events.map(({ type, schema }) => [type, z.toJSONSchema(schema, { io: 'input' }) as JsonSchema]));
