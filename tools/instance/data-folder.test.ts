import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { processesIn, waitUntilUnused } from './data-folder.ts';

let base: string;
let folder: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'todo-data-'));
  folder = join(base, 'postgres');
  for (const path of [folder, `${folder}-other`]) mkdirSync(path);
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(base, { recursive: true, force: true });
});

/** A process that works in a folder until its stdin ends. */
const workIn = async (cwd: string): Promise<ChildProcess> => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume(); console.log("here")'], { cwd, stdio: ['pipe', 'pipe', 'ignore'] });
  started.push(child);
  await once(child.stdout!, 'data');
  return child;
};

it('knows who works in a folder, also once the folder is removed, and not who works beside it', async () => {
  const child = await workIn(folder);
  await workIn(`${folder}-other`);
  expect(await processesIn(folder)).toEqual([child.pid]);
  rmSync(folder, { recursive: true });
  expect(await processesIn(folder)).toEqual([child.pid]);
});

it('waits until the last process has left', async () => {
  const child = await workIn(folder);
  const unused = waitUntilUnused(folder, 20_000).then(() => 'unused');
  expect(await Promise.race([unused, processesIn(folder).then(() => 'in use')])).toBe('in use');
  child.stdin!.end();
  expect(await unused).toBe('unused');
  expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(0);
});

it('says who stays, and how to end it', async () => {
  const { pid } = await workIn(folder);
  await expect(waitUntilUnused(folder, 300)).rejects.toThrow(`still used by process ${pid}: end it (kill ${pid})`);
});

it('finds nothing to wait for where there is no folder yet', async () => expect(await waitUntilUnused(join(base, 'a/b'), 300)).toBeUndefined());
