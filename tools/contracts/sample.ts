import type { JsonSchema } from '#contracts/json-schema';

const formats: Record<string, string> = {
  uuid: '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a006',
  'date-time': '2026-11-21T09:00:00.000Z',
};

/** Sample texts for patterns in the contracts that have no JSON Schema format. */
const texts = ['v1', '00000000000000000001', '2026-11-21', 'sample'];

const sampleText = ({ format, pattern, minLength = 0 }: JsonSchema & { format?: string; pattern?: string; minLength?: number }): string => {
  if (format !== undefined && formats[format] !== undefined) return formats[format];
  const text = texts.findLast((candidate) => pattern === undefined || new RegExp(pattern).test(candidate));
  return (text ?? 'sample').padEnd(minLength, 'x');
};

const sampleObject = ({ properties = {} }: JsonSchema): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, sampleOf(schema)]));

const makers: Record<string, (schema: JsonSchema) => unknown> = {
  string: sampleText,
  integer: (schema) => Math.max(1, Number(schema['minimum'] ?? 1)),
  number: () => 1,
  boolean: () => true,
  array: ({ items }) => (items === undefined ? [] : [sampleOf(items as JsonSchema)]),
  object: sampleObject,
};

/**
 * The value that a schema itself offers: its first example, its default, its only value, or
 * the first of several.
 */
const saidOf = ({ examples, default: standard, const: constant, enum: values }: JsonSchema): unknown =>
  (examples as unknown[] | undefined)?.[0] ?? standard ?? constant ?? (values as unknown[] | undefined)?.[0];

/** A value that a schema allows, with every optional field present; always the same one. */
export const sampleOf = (schema: JsonSchema): unknown => {
  const { anyOf, type } = schema as JsonSchema & { anyOf?: JsonSchema[] };
  const said = saidOf(schema);
  // The example of an object may be older than one of its fields.
  if (said !== undefined) return schema.properties === undefined ? said : { ...sampleObject(schema), ...(said as object) };
  if (anyOf !== undefined) return sampleOf(anyOf.find((option) => option.type !== 'null')!);
  // A nullable type is a list: a sample shows the value, not its absence.
  return makers[[type].flat()[0] ?? '']?.(schema) ?? null;
};
