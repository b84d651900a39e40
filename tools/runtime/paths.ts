import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const findRoot = (folder: string): string => {
  // This file runs as tools/… (under vitest) and as dist/tools/…, so the depth is not fixed.
  if (existsSync(join(folder, 'dapr.yaml')) && existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('no folder above this file holds dapr.yaml and package.json');
  return findRoot(parent);
};

/** The project's folder. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Everything that running the project leaves behind: built parts, data, logs. */
export const runtimeDir = join(projectRoot, '.runtime');
