import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../runtime/paths.ts';
import { generated } from './generated.ts';

it.each(Object.entries(generated()))('%s is what `npm run observability` writes', (file, text) => {
  expect(readFileSync(join(projectRoot, file), 'utf8')).toBe(text);
});
