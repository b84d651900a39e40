import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../runtime/paths.ts';
import { createImportGraph, sourcesOf } from './imports.ts';

let root: string;
const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'imports-'));
  write('package.json', JSON.stringify({ imports: { '#platform/*': './platform/*.ts' } }));
  write('services/a/main.ts', `import { run } from '#platform/run';\nimport './side.ts';\nexport * from './again.ts';\nawait import('./later.ts');\nimport 'pg';`);
  write('platform/run.ts', `import type { Shape } from './shape.ts';\nimport { below } from './below.ts';\nexport const run = (shape: Shape): void => below(shape);`);
  for (const file of ['platform/shape.ts', 'platform/below.ts', 'services/a/side.ts', 'services/a/again.ts', 'services/a/later.ts', 'services/a/unused.ts']) write(file, 'export {};');
});
afterEach(() => rmSync(root, { recursive: true }));

const runs = ['services/a/main.ts', 'platform/run.ts', 'platform/below.ts', 'services/a/side.ts', 'services/a/again.ts', 'services/a/later.ts'].sort();

describe('the files that a service stands on', () => {
  it('are those that it loads, directly or through others, and none whose types alone it takes', () => {
    expect([...createImportGraph(sourcesOf(root)).reach('services/a/main.ts')].sort()).toEqual(runs);
  });

  it('are read anew after a change', () => {
    const graph = createImportGraph(sourcesOf(root));
    graph.reach('services/a/main.ts');
    write('platform/below.ts', `import '../services/a/unused.ts';`);
    expect([...graph.reach('services/a/main.ts')].sort()).toEqual(runs);
    graph.forget('platform/below.ts');
    expect([...graph.reach('services/a/main.ts')]).toContain('services/a/unused.ts');
  });

  it('stay as they were while a file does not parse', () => {
    const graph = createImportGraph(sourcesOf(root));
    graph.reach('services/a/main.ts');
    write('platform/run.ts', 'import { below } from ');
    graph.forget('platform/run.ts');
    expect([...graph.reach('services/a/main.ts')].sort()).toEqual(runs);
  });
});

it('a service of this project stands on the platform and on no other service', () => {
  const files = [...createImportGraph(sourcesOf(projectRoot)).reach('services/recurring-service/main.ts')];
  expect(files).toEqual(expect.arrayContaining(['platform/delivery/consumer.ts', 'services/recurring-service/handlers/task-completed.ts', 'contracts/events/task-completed.ts']));
  expect(files.filter((file) => /^services\/(?!recurring-service\/|catalogue|service-entry)/.test(file))).toEqual([]);
});
