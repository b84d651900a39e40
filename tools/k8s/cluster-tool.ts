import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { projectRoot } from '../runtime/paths.ts';

/** The local cluster's own tool: CLUSTER_TOOL, or its place beside the project. */
export const clusterTool = (): string => process.env['CLUSTER_TOOL'] ?? join(projectRoot, '../shared/cluster/cluster');

/** Whether this machine has that tool. */
export const hasClusterTool = (): boolean => existsSync(clusterTool());

/** Its base image holds the Node that is first in the PATH: the one that runs this. */
const env = { ...process.env, PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) };

/** Runs a verb of the cluster's tool and shows its output; throws when it fails. */
export const runCluster = (...words: string[]): void => {
  const { status, error } = spawnSync(clusterTool(), words, { env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${clusterTool()} ${words[0]} failed${error === undefined ? '' : `: ${error.message}`}`);
};
