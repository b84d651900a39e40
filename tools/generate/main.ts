import { mkdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../runtime/paths.ts';
import { apiPaths, apiPathsFile } from './api-paths.ts';
import { generatedFiles, superfluous } from './files.ts';

const files = { ...generatedFiles(), [apiPathsFile]: await apiPaths() };
for (const [file, text] of Object.entries(files)) {
  const path = join(projectRoot, file);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${file}`);
}
for (const file of superfluous(files)) {
  rmSync(join(projectRoot, file));
  console.log(`removed ${file}`);
}
