import type { JsonSchema } from '#contracts/json-schema';

/** Keywords that do not affect validity. */
const annotations = new Set(['$schema', 'title', 'description', 'examples', 'deprecated', 'default']);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80));

const compareProperties = (released: JsonSchema, present: JsonSchema, path: string): string[] => {
  const [before, now] = [released.properties ?? {}, present.properties ?? {}];
  const [required, stillRequired] = [new Set(released.required), new Set(present.required)];
  return [
    ...Object.keys(before).filter((name) => !(name in now)).map((name) => `${path}${name} is gone`),
    ...[...required].filter((name) => name in now && !stillRequired.has(name)).map((name) => `${path}${name} may be missing now`),
    ...[...stillRequired].filter((name) => !required.has(name)).map((name) => `${path}${name} must be there now, and retained events lack it`),
    ...Object.entries(before).flatMap(([name, schema]) => (name in now ? compareSchemas(schema, now[name]!, `${path}${name}.`) : [])),
  ];
};

const compareKeyword = (keyword: string, released: unknown, present: unknown, path: string): string[] => {
  if (isObject(released) && isObject(present)) return compareSchemas(released, present, path);
  if (Array.isArray(released) && Array.isArray(present) && released.length === present.length) {
    return released.flatMap((item, i) => compareKeyword(keyword, item, present[i], path));
  }
  if (JSON.stringify(released) === JSON.stringify(present)) return [];
  return [`${path.replace(/\.$/, '') || 'the event'}: ${keyword} was ${show(released)} and is ${show(present)}`];
};

/**
 * What a change of a schema breaks; empty when it is compatible. Consumers of the last
 * release read new events, and new consumers read events that Kafka still holds, so every
 * constraint must stay as it was: only new optional fields may be added.
 */
export const compareSchemas = (released: JsonSchema, present: JsonSchema, path = ''): string[] => {
  const keywords = new Set([...Object.keys(released), ...Object.keys(present)].filter((keyword) => !annotations.has(keyword)));
  keywords.delete('properties');
  keywords.delete('required');
  return [
    ...compareProperties(released, present, path),
    ...[...keywords].flatMap((keyword) => compareKeyword(keyword, released[keyword], present[keyword], path)),
  ];
};
