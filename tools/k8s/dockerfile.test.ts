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
    expect(bases[0]).toMatch(/^node:20\.(19|[2-9]\d)\.\d+-bookworm-slim$/);
  });

  it('runs as the user of the manifests, who is not root', () => {
    expect(lines.filter((line) => line.startsWith('USER'))).toEqual(['USER 1000:1000']);
    expect(read('k8s/base/services/deployment.yaml')).toContain('runAsUser: 1000');
  });

  it('is started with the file of a service as its argument, which is there after a build', () => {
    expect(lines.at(-1)).toBe('ENTRYPOINT ["node", "--enable-source-maps"]');
  });

  it('is built from all that the compiler and the build read', () => {
    const { include } = JSON.parse(read('tsconfig.json')) as { include: string[] };
    const needed = [...include, 'web', 'components', 'dapr.yaml', 'package.json', 'package-lock.json', 'tsconfig.json'];
    expect(needed.filter((path) => !allowed.includes(path))).toEqual([]);
    expect(allowed.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });
});
