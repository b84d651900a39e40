import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Dapr } from './dapr.ts';

/**
 * What every sidecar's Go runtime is told. From GOMEMLIMIT on it collects garbage more
 * eagerly: at most twice its live memory by itself, which a backlog of large events would
 * take past what Kubernetes gives it. On one core it does all that these services need,
 * without the waking and searching for work of several.
 */
export const goSettings = ['GOMEMLIMIT=256MiB', 'GOMAXPROCS=1'] as const;

/**
 * daprd's internal gRPC and metrics listen on every interface by default, and neither a run
 * file nor the CLI has a setting for it. DAPR_HOST_IP is the address at which a sidecar
 * tells the others to call it.
 */
const wrapper = (daprd: string): string =>
  `#!/bin/sh\nDAPR_HOST_IP=127.0.0.1 ${goSettings.join(' ')} exec '${daprd.replaceAll("'", `'\\''`)}' --dapr-internal-grpc-listen-address 127.0.0.1 --metrics-listen-address 127.0.0.1 "$@"\n`;

/**
 * The same Dapr with a runtime path of ours in `folder`, so that all ports of a sidecar
 * listen on loopback only.
 */
export const onLoopback = async ({ cli, runtimePath }: Dapr, folder: string): Promise<Dapr> => {
  const layout = join(folder, '.dapr');
  await mkdir(join(layout, 'bin'), { recursive: true });
  await mkdir(join(layout, 'components'), { recursive: true });
  await writeFile(join(layout, 'config.yaml'), 'apiVersion: dapr.io/v1alpha1\nkind: Configuration\nmetadata:\n  name: daprConfig\nspec: {}\n');
  const file = join(layout, 'bin/daprd');
  // Complete at any time: another instance may be starting sidecars from it.
  await writeFile(`${file}.${process.pid}`, wrapper(join(runtimePath ?? homedir(), '.dapr/bin/daprd')));
  await chmod(`${file}.${process.pid}`, 0o755);
  await rename(`${file}.${process.pid}`, file);
  return { cli, runtimePath: folder };
};
