import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../runtime/paths.ts';
import { generated } from './generated.ts';

for (const [file, text] of Object.entries(generated())) {
  writeFileSync(join(projectRoot, file), text);
  console.log(`wrote ${file}`);
}
