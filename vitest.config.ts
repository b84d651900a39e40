import { defineConfig } from 'vitest/config';

const root = new URL('.', import.meta.url).pathname;
const alias = { '#contracts': `${root}contracts`, '#platform': `${root}platform` };
const everywhere = ['contracts', 'platform', 'services', 'tools', 'test', 'web'];
const files = (suffix: string): string[] => everywhere.map((folder) => `${folder}/**/*${suffix}`);

/**
 * Tests on real parts share a machine with whatever else it does: one that fails is tried
 * once more, and `npm test` names it at its end. Those of pure code fail at once.
 */
const onRealParts = { retry: 1 };

/**
 * Each file has a browser of its own; patient, since a machine that does other work too is
 * slow.
 */
const chromium = { ...onRealParts, maxWorkers: 2, expect: { poll: { timeout: 15_000 } }, testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        // Property tests take seconds on a machine that does other work too.
        test: { name: 'unit', testTimeout: 30_000, include: files('.test.ts'), exclude: [...files('.int.test.ts'), 'test/e2e/**', 'test/secure/**', 'test/faults/**', 'test/browser/**'] },
      },
      {
        resolve: { alias },
        test: {
          ...onRealParts,
          name: 'int',
          include: files('.int.test.ts'),
          globalSetup: 'test/helpers/postgres-setup.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          // The page in Chromium, with the services that it speaks to.
          name: 'browser',
          include: ['test/browser/*.test.ts'],
          globalSetup: 'test/browser/setup.ts',
          ...chromium,
        },
      },
      {
        resolve: { alias },
        // Pictures for docs/, no part of npm test: npm run screenshots.
        test: { name: 'screenshots', include: ['test/browser/screenshots.ts'], globalSetup: 'test/browser/setup.ts', testTimeout: 120_000, hookTimeout: 120_000 },
      },
      {
        resolve: { alias },
        test: {
          ...onRealParts,
          name: 'e2e',
          // Each starts a system of its own.
          include: ['test/e2e/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        resolve: { alias },
        test: {
          ...onRealParts,
          name: 'secure',
          include: ['test/secure/secure.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        resolve: { alias },
        // Some of the faults, in minutes.
        test: { name: 'faults', include: ['test/faults/faults.test.ts'], hookTimeout: 300_000 },
      },
      {
        resolve: { alias },
        // All of them, no part of npm test: npm run test:faults.
        test: { name: 'all-faults', include: ['test/faults/{all,disks,restore,upgrade}.test.ts'], fileParallelism: false, hookTimeout: 300_000 },
      },
      {
        resolve: { alias },
        // An hour of them, one after the other: npm run test:soak.
        test: { name: 'soak', include: ['test/faults/soak.test.ts'], hookTimeout: 300_000 },
      },
      {
        resolve: { alias },
        // On a Kubernetes cluster: npm run test:k8s, no part of npm test.
        test: { name: 'k8s', include: ['test/k8s/*.e2e.ts'], fileParallelism: false, testTimeout: 180_000 },
      },
    ],
  },
});
