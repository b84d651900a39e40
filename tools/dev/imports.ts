import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'vite';

type Module = ReturnType<typeof parseSync>['module'];

/** Where a folder of sources is, and the subpath imports of its package.json. */
export interface Sources {
  root: string;
  /** Such as `#platform/*` to `./platform/*.ts`. */
  subpaths: Readonly<Record<string, string>>;
}

const isCode = (file: string): boolean => /\.(ts|mjs|js)$/.test(file);

/** What a module names when it runs; what it takes as types only is gone by then. */
const namesIn = ({ staticImports, staticExports, dynamicImports }: Module, text: string): string[] => [
  ...staticImports.filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType)).map(({ moduleRequest }) => moduleRequest.value),
  ...staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest, isType }) => (moduleRequest === null || isType ? [] : [moduleRequest.value]))),
  ...dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
];

const resolveIn = ({ subpaths }: Sources, from: string, name: string): string[] => {
  if (name.startsWith('.')) return [join(dirname(from), name)];
  for (const [pattern, path] of Object.entries(subpaths)) {
    const prefix = pattern.slice(0, -1);
    if (name.startsWith(prefix)) return [join(path.replace('*', () => name.slice(prefix.length)))];
  }
  return [];
};

/** Knows which files a file imports, directly or through others; paths are relative to the root. */
export interface ImportGraph {
  /** The file itself and all that it stands on, as the files are now. */
  reach(entry: string): ReadonlySet<string>;
  /** Reads a file anew at the next question. */
  forget(file: string): void;
}

/**
 * The import graph of sources, read as far as it is asked for. A file that does not parse
 * keeps what it imported before.
 */
export const createImportGraph = (sources: Sources): ImportGraph => {
  const known = new Map<string, string[]>();
  const stale = new Set<string>();
  const read = (file: string): string[] => {
    const path = join(sources.root, file);
    if (!isCode(file) || !existsSync(path)) return known.get(file) ?? [];
    const text = readFileSync(path, 'utf8');
    const { module, errors } = parseSync(file, text);
    return errors.length > 0 ? (known.get(file) ?? []) : [...new Set(namesIn(module, text).flatMap((name) => resolveIn(sources, file, name)))];
  };
  const importsOf = (file: string): string[] => {
    if (!known.has(file) || stale.delete(file)) known.set(file, read(file));
    return known.get(file)!;
  };
  return {
    reach: (entry) => {
      const seen = new Set([entry]);
      for (const file of seen) for (const next of importsOf(file)) seen.add(next);
      return seen;
    },
    forget: (file) => void stale.add(file),
  };
};

/** The sources of a project, by its package.json. */
export const sourcesOf = (root: string): Sources => {
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports: Record<string, string> };
  return { root, subpaths: Object.fromEntries(Object.entries(imports).map(([name, path]) => [name, relative('.', path)])) };
};
