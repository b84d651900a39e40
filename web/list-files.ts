import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** The placeholder in the service worker's source for the files that it keeps. */
const placeholder = '__FILES__';

/**
 * Tells the service worker which files make up the page; a change of names or content makes
 * it a new worker.
 */
export const listFiles = (): Plugin => ({
  name: 'list-files',
  apply: 'build',
  // Once the page is written, the bundle has exactly the files it needs.
  generateBundle: { order: 'post', handler: (_options, bundle) => {
    const files = Object.keys(bundle).filter((file) => /\.(js|css|svg|html|webmanifest)$/.test(file) && file !== 'sw.js');
    const index = bundle['index.html'];
    const digest = createHash('sha256').update(JSON.stringify(files)).update(index?.type === 'asset' ? index.source : '').digest('hex').slice(0, 12);
    const worker = bundle['sw.js'];
    if (worker?.type !== 'chunk') throw new Error('the bundle has no sw.js');
    worker.code = worker.code.replace(placeholder, `${digest} ${files.filter((file) => file !== 'index.html').join(' ')}`);
  } },
});
