import { defineConfig } from 'vite';
import { listFiles } from './list-files.ts';
import { precompress } from './precompress.ts';

const here = (path: string): string => new URL(path, import.meta.url).pathname;

/** What is loaded when it is first shown, and what is no part of the page. */
const later = /[\\/]web[\\/](ops|settings|worker)[\\/]|[\\/](audit|audit-entry|operators|dom|format|notices|plain-view|ask|from-mail|reset)\.tsx?$/;

export default defineConfig({
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: true,
    // The page's policy lets in no data: URLs and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { page: here('index.html'), sw: here('worker/sw.ts') },
      output: {
        // A service worker rules what lies beside and below it, and keeps its name.
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        // What the first page needs is one request.
        codeSplitting: { groups: [{ name: 'first', test: (id) => !id.startsWith('\0') && /\.(tsx?|m?js)$/.test(id) && !later.test(id) }] },
      },
    },
  },
  plugins: [listFiles(), precompress()],
  logLevel: 'warn',
});
