import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../runtime/paths.ts';
import { apiPaths, apiPathsFile } from './api-paths.ts';
import { generatedFiles, superfluous } from './files.ts';

const files = { ...generatedFiles(), [apiPathsFile]: await apiPaths() };

it.each(Object.entries(files))('%s is what its sources make of it: if not, npm run generate', (file, text) => {
  expect(existsSync(join(projectRoot, file)) ? readFileSync(join(projectRoot, file), 'utf8') : 'not there').toBe(text);
});

it('no file is left of a service or a clock that is gone: if one is, npm run generate', () => expect(superfluous(files)).toEqual([]));
