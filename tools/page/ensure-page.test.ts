import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../runtime/paths.ts';
import { ensurePage } from './ensure-page.ts';

it('bundles the page once for the same sources, under names that change with the content', async () => {
  await ensurePage();
  expect(await ensurePage()).toBe(false);
  const page = readFileSync(join(projectRoot, 'web/dist/index.html'), 'utf8');
  const scripts = [...page.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, path]) => path!);
  expect(scripts).not.toEqual([]);
  for (const path of scripts) expect(path).toMatch(/^\/assets\/[\w-]+-[\w-]{8}\.js$/);
});
