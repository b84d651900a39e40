import { defineConfig } from 'vite';
import { listFiles } from './list-files.ts';
import { precompress } from './precompress.ts';

const here = (path: string): string => new URL(path, import.meta.url).pathname;

/** Modules that are loaded when they are first shown, or do not belong to the page. */
const later = /[\\/]web[\\/](ops|settings|worker)[\\/]|[\\/](audit|audit-entry|operators|dom|format|notices|plain-view|ask|elsewhere|from-mail|reset)\.tsx?$/;

export default defineConfig({
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: true,
    // The page's policy allows no data: URLs and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { page: here('index.html'), sw: here('worker/sw.ts') },
      output: {
        // A service worker controls the files beside and below it, and must keep its name.
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        // The first page needs one request for scripts.
        codeSplitting: { groups: [{ name: 'first', test: (id) => !id.startsWith('\0') && /\.(tsx?|m?js)$/.test(id) && !later.test(id) }] },
      },
    },
  },
  plugins: [listFiles(), precompress()],
  logLevel: 'warn',
});
