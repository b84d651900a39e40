import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../tools/runtime/paths.ts';
import type { BenchResult } from '../result.ts';
import { renderPage } from './render.ts';

/** Where the page is, and what belongs to it. */
export const pageFile = 'docs/performance.md';
export const pageFolder = 'docs/performance';

/** Writes the page, its charts and the result that they are made from; returns where. */
export const writePage = async (result: BenchResult): Promise<string> => {
  if (Object.keys(result).length === 0) throw new Error('nothing was measured here yet: npm run bench');
  const { page, charts } = renderPage(result);
  const folder = join(projectRoot, pageFolder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'result.json'), `${JSON.stringify(result)}\n`);
  for (const [name, svg] of Object.entries(charts)) writeFileSync(join(folder, name), svg);
  writeFileSync(join(projectRoot, pageFile), page);
  return pageFile;
};
