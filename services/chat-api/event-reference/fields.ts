import type { JsonSchema } from '#contracts/json-schema';

/** A field of an event, however deep. */
export interface Field {
  /** data.task.title; a list's items are data.task.reminders[]. */
  path: string;
  type: string;
  required: boolean;
  description: string;
}

const formats: Record<string, string> = { uuid: 'UUID', 'date-time': 'instant', date: 'date' };

const atMost = (limit: number | undefined, what: string): string => (limit === undefined ? '' : `, at most ${limit.toLocaleString('en')} ${what}`);

const words: Record<string, (schema: JsonSchema) => string> = {
  string: ({ format, maxLength }) => `${formats[format ?? ''] ?? 'text'}${atMost(maxLength, 'characters')}`,
  integer: ({ minimum }) => (minimum === undefined || minimum < 0 ? 'whole number' : `whole number from ${minimum}`),
  number: () => 'number',
  boolean: () => 'true or false',
  array: ({ items, maxItems }) => `list${items === undefined ? '' : ` of ${typeOf(items)}`}${atMost(maxItems, 'items')}`,
  object: () => 'object',
  null: () => 'null',
};

/** A type in words. */
const typeOf = (schema: JsonSchema): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(', ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeOf))].join(' or ');
  return words[schema.type ?? '']?.(schema) ?? 'anything';
};

/** The fields in an object, in each of several, or in the items of a list. */
const within = (schema: JsonSchema, path: string): Field[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => fieldOf(`${path}.${name}`, inner, schema.required?.includes(name) ?? false)),
  ...(schema.anyOf ?? []).flatMap((option) => within(option, path)),
  ...(schema.items === undefined ? [] : within(schema.items, `${path}[]`)),
];

const fieldOf = (path: string, schema: JsonSchema, required: boolean): Field[] => [
  { path: path.slice(1), type: typeOf(schema), required, description: schema.description ?? '' },
  ...within(schema, path),
];

/** Every field of an object's schema, each before those in it. */
export const fieldsOf = (schema: JsonSchema): Field[] => within(schema, '');
