import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode } from './entry/check-node.mjs';

checkNode();
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { install } = await import('./entry/install.mjs');
const { build } = await import('./entry/build.mjs');
install(root);
if (!build(root)) process.exit(1);
await import('../dist/test/bench/main.js');
