import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { clusterTool } from '../../tools/k8s/cluster-tool.ts';
import type { Checkout } from '../harness/release.ts';

/**
 * Brings the image of an earlier version into the cluster, under a name of its own as
 * docs/deploy/upgrade.md has it: until the next release both call themselves the same.
 */
export const buildEarlierImage = ({ commit, root }: Checkout): void => {
  const version = commit.slice(0, 7);
  writeFileSync(join(root, 'k8s/release/release.env'), `image=todo/app:${version}\nversion=${version}\njobs=${version}\n`);
  const env = { ...process.env, CLUSTER_TOOL: clusterTool() };
  const { status } = spawnSync(join(root, 'tools/node'), ['tools/k8s/image.ts'], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`the image of ${version} cannot be built; the message is above`);
};
