import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { renderPage } from '../bench/page/render.ts';
import { pageFile, pageFolder } from '../bench/page/write.ts';
import { readResult } from '../bench/result.ts';

const inProject = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const result = readResult(join(projectRoot, pageFolder, 'result.json'));
const { page, charts } = renderPage(result);

describe('docs/performance.md', () => {
  it('is what npm run bench -- page makes of the result beside it', () => expect(inProject(pageFile)).toBe(page));

  it('has the charts of that result, and no others', () => {
    const found = readdirSync(join(projectRoot, pageFolder)).filter((name) => name.endsWith('.svg'));
    expect(found.sort()).toEqual(Object.keys(charts).sort());
    for (const name of found) expect(inProject(`${pageFolder}/${name}`)).toBe(charts[name]);
  });

  it('shows every chart', () => {
    for (const name of Object.keys(charts)) expect(page).toContain(`(performance/${name})`);
  });

  it('says of a figure beyond its aim that it was not met', () => {
    const idle = (cores: number): string => {
      const system = { ...result.system!, result: { ...result.system!.result, idle: { cores, by_part: { kafka: cores } } } };
      return renderPage({ ...result, system }).page.split('\n').find((line) => line.startsWith('| idle |'))!;
    };
    expect(idle(0.119)).toMatch(/\| met \|$/);
    expect(idle(0.125)).toMatch(/\| \*\*not met\*\* \|$/);
  });
});
