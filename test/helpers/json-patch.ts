import { isDeepStrictEqual } from 'node:util';

/** One operation of a JSON patch (RFC 6902), of the kinds that our overlays use. */
export interface Operation {
  op: 'test' | 'replace' | 'add';
  path: string;
  value: unknown;
}

type Node = Record<string, unknown> | unknown[];

const childOf = (node: unknown, name: string): unknown => (node as Record<string, unknown> | undefined)?.[name];

const put = (parent: Node, name: string, { op, path, value }: Operation): void => {
  if (Array.isArray(parent) && name === '-' && op === 'add') return void parent.push(value);
  if (op === 'add' || childOf(parent, name) === undefined) throw new Error(`${op} ${path}: not a place for it`);
  (parent as Record<string, unknown>)[name] = value;
};

const run = (document: unknown, operation: Operation): void => {
  const steps = operation.path.split('/').slice(1);
  const name = steps.pop()!;
  const parent = steps.reduce(childOf, document) as Node | undefined;
  if (parent === undefined) throw new Error(`${operation.op} ${operation.path}: there is no such place`);
  if (operation.op !== 'test') return put(parent, name, operation);
  const found = childOf(parent, name);
  if (!isDeepStrictEqual(found, operation.value)) throw new Error(`${operation.path} is ${JSON.stringify(found)} instead of ${JSON.stringify(operation.value)}`);
};

/** A patched copy of a document, as kustomize makes it. */
export const patched = <T>(document: T, patch: readonly Operation[]): T => {
  const copy = structuredClone(document);
  for (const operation of patch) run(copy, structuredClone(operation));
  return copy;
};
