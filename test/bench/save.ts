import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, runtimeDir } from '../../tools/runtime/paths.ts';

/** Writes a result to .runtime/bench and returns where, from the project's folder. */
export const save = (name: string, result: unknown): string => {
  const folder = join(runtimeDir, 'bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  return file.slice(projectRoot.length + 1);
};
