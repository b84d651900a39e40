import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../runtime/paths.ts';

const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');
const lines = read('Dockerfile').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const allowed = read('.dockerignore').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1));

describe('the image', () => {
  it('stands on a Node of a full version, the same to build and to run, that the project supports', () => {
    const bases = lines.flatMap((line) => /^FROM (\S+)/.exec(line)?.[1] ?? []);
    expect(new Set(bases).size).toBe(1);
    expect(bases[0]).toMatch(/^node:26\.\d+\.\d+-bookworm-slim$/);
  });

  it('runs as the user of the manifests, who is not root', () => {
    expect(lines.filter((line) => line.startsWith('USER'))).toEqual(['USER 1000:1000']);
    expect(read('k8s/base/services/deployment.yaml')).toContain('runAsUser: 1000');
  });

  it('is started with the file of a service as its argument', () => {
    expect(lines.at(-1)).toBe('ENTRYPOINT ["node"]');
  });

  it('is built from all that it holds and what makes the page', () => {
    const needed = ['contracts', 'platform', 'services', 'tools', 'web', 'components', 'dapr.yaml', 'package.json', 'package-lock.json'];
    expect(needed.filter((path) => !allowed.includes(path))).toEqual([]);
    expect(allowed.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });
});
