import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../runtime/paths.ts';

const launcher = join(projectRoot, 'tools/node');

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'todo-node-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A fake `node` that reports this version, and when run says that it was chosen. */
const pathWith = (version: string): string => {
  writeFileSync(join(folder, 'node'), `#!/bin/sh\nif [ "$1" = --version ]; then echo ${version}; else echo taken: "$@"; fi\n`, { mode: 0o755 });
  return `${folder}:/usr/bin:/bin`;
};

const run = (file: string, path: string, ...args: string[]): string => spawnSync(file, args, { encoding: 'utf8', env: { PATH: path } }).stdout.trim();

describe('tools/node', () => {
  it.each(['v26.0.0', 'v27.1.0', 'v30.0.0'])('takes Node %s of the PATH', (version) => expect(run(launcher, pathWith(version), 'a', 'b c')).toBe('taken: a b c'));

  it.each(['v20.20.2', 'v24.3.0', ''])('does not take Node %s of the PATH', (version) => expect(run(launcher, pathWith(version), '-p', 'process.versions.node')).toMatch(/^2[6-9]\./));

  it('is found through a link to its folder, as an instance has it', () => {
    symlinkSync(join(projectRoot, 'tools'), join(folder, 'tools'));
    expect(run(join(folder, 'tools/node'), pathWith('v20.20.2'), '-p', 'process.versions.node')).toMatch(/^2[6-9]\./);
  });
});

describe('the entry', () => {
  const enter = (program: string): ReturnType<typeof spawn> => {
    writeFileSync(join(folder, 'program.ts'), program);
    const entry = `import { goOn } from '${projectRoot}/tools/entry/go-on.mjs'; goOn('${join(folder, 'program.ts')}');`;
    return spawn(process.execPath, ['--input-type=module', '-e', entry], { stdio: ['ignore', 'pipe', 'inherit'] });
  };

  it('ends with the exit code of the program', async () => {
    expect(await once(enter('const code: number = 7; process.exit(code);'), 'exit')).toEqual([7, null]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('hands %s on, and ends by it as the program does', async (signal) => {
    const child = enter('console.log("here"); setInterval(() => undefined, 1_000);');
    await once(child.stdout!, 'data');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([null, signal]);
  });

  it('lets the program end in its own way', async () => {
    const child = enter('process.on("SIGTERM", () => process.exit(3)); console.log("here"); setInterval(() => undefined, 1_000);');
    await once(child.stdout!, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([3, null]);
  });
});
