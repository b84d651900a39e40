import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { onLoopback } from './loopback.ts';

const folder = mkdtempSync(join(tmpdir(), "todo's loopback "));
afterEach(() => rmSync(folder, { recursive: true }));

it('the sidecar that the CLI finds is the installed one, told to listen and to be called on the loopback only', async () => {
  const installed = join(folder, 'installed');
  mkdirSync(join(installed, '.dapr/bin'), { recursive: true });
  const daprd = join(installed, '.dapr/bin/daprd');
  writeFileSync(daprd, '#!/bin/sh\necho "$DAPR_HOST_IP $GOMEMLIMIT $GOMAXPROCS" "$@"\n');
  chmodSync(daprd, 0o755);
  const { cli, runtimePath } = await onLoopback({ cli: 'dapr', runtimePath: installed }, join(folder, 'front'));
  expect(cli).toBe('dapr');
  const { stdout } = await promisify(execFile)(join(runtimePath!, '.dapr/bin/daprd'), ['--app-id', 'two words']);
  expect(stdout).toBe('127.0.0.1 256MiB 1 --dapr-internal-grpc-listen-address 127.0.0.1 --metrics-listen-address 127.0.0.1 --app-id two words\n');
});
