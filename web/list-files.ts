import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** Stands in the source of the service worker for what it keeps. */
const placeholder = '__FILES__';

/** Tells the service worker which files the page is made of; other files, or others' content, make it another worker. */
export const listFiles = (): Plugin => ({
  name: 'list-files',
  apply: 'build',
  // After the page is written: only then the bundle has what it needs and no more.
  generateBundle: { order: 'post', handler: (_options, bundle) => {
    const files = Object.keys(bundle).filter((file) => /\.(js|css|svg|html|webmanifest)$/.test(file) && file !== 'sw.js');
    const index = bundle['index.html'];
    const digest = createHash('sha256').update(JSON.stringify(files)).update(index?.type === 'asset' ? index.source : '').digest('hex').slice(0, 12);
    const worker = bundle['sw.js'];
    if (worker?.type !== 'chunk') throw new Error('the bundle has no sw.js');
    worker.code = worker.code.replace(placeholder, `${digest} ${files.filter((file) => file !== 'index.html').join(' ')}`);
  } },
});
