import { checkNode } from './entry/check-node.mjs';

checkNode();
const { goOn } = await import('./entry/go-on.mjs');
goOn('tools/dev/main.ts');
