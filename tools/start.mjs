import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode } from './entry/check-node.mjs';

checkNode();
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { install } = await import('./entry/install.mjs');
const { build } = await import('./entry/build.mjs');
install(root);
if (!build(root)) {
  console.error('The code does not compile (see above); nothing was started.');
  process.exit(1);
}
await import('../dist/tools/start/main.js');
