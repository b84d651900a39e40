import type { EventDefinition } from '#contracts/define-event';
import { schemaOf, type JsonSchema } from '#contracts/json-schema';

/** The JSON Schemas of event types, envelope included, by type. */
export const exportSchemas = (events: readonly EventDefinition[]): Record<string, JsonSchema> =>
  Object.fromEntries(events.map(({ type, schema }) => [type, schemaOf(schema)]));
