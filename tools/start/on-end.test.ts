import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../runtime/paths.ts';

const program = `
  import { onEnd } from '${join(projectRoot, 'tools/start/on-end.ts')}';
  onEnd(() => process.exit(4));
  setInterval(() => console.log('still here'), 5);`;

const start = () => spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });

it('stops when its reader has gone', async () => {
  const child = start();
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect(await once(child, 'exit')).toEqual([4, null]);
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('stops by %s', async (signal) => {
  const child = start();
  await once(child.stdout, 'data');
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([4, null]);
});
