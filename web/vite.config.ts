import { defineConfig } from 'vite';

export default defineConfig({
  // The page's policy lets in no data: URLs and no inline scripts.
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', sourcemap: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  logLevel: 'warn',
});
